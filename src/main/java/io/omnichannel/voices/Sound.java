package io.omnichannel.voices;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Audio as it comes from a provider; whoever has it closes its bytes. */
public record Sound(String contentType, InputStream bytes) {

    static final String MP3 = "audio/mpeg";

    /** @throws ProviderFailure when something else came, an error with a good status, say: nobody is to hear or keep it */
    static Sound from(VoiceProvider provider, String contentType, InputStream bytes) throws IOException {
        if (contentType.toLowerCase(Locale.ROOT).startsWith("audio/")) {
            return new Sound(contentType, bytes);
        }
        bytes.close();
        throw new ProviderFailure(provider, FailureCategory.SERVER);
    }
}
