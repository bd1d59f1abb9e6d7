package io.omnichannel.voices;

import java.net.URI;

/** Stand-ins for the providers, so that the catalogue can be tried without any account. */
public interface VoiceDoubles {

    /** Where the provider's double listens; it is started by the first question. */
    URI baseUrl(VoiceProvider provider);

    /** A key that the double takes. */
    String key(VoiceProvider provider);
}
