package io.omnichannel.voices;

import java.io.InputStream;

/** Audio as it comes from a provider; whoever has it closes its bytes. */
public record Sound(String contentType, InputStream bytes) {

    static final String MP3 = "audio/mpeg";
}
