package io.omnichannel.simulator.voices;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a double answers.
 *
 * @param pieces sent one after the other, each at once
 */
public record Reply(int status, String contentType, Map<String, String> headers, byte[][] pieces) {

    private static final String SOUND = "audio/mpeg";

    public static Reply json(int status, String body) {
        return new Reply(status, "application/json", Map.of(), new byte[][] {body.getBytes(StandardCharsets.UTF_8)});
    }

    public static Reply text(int status, String body) {
        return new Reply(status, "text/plain", Map.of(), new byte[][] {body.getBytes(StandardCharsets.UTF_8)});
    }

    /** Sound in several pieces, so that somebody who waits for the last one is found out. */
    static Reply sound(byte[] audio, Map<String, String> headers) {
        int count = 4;
        byte[][] pieces = new byte[count][];
        for (int i = 0; i < count; i++) {
            int from = audio.length * i / count;
            pieces[i] = java.util.Arrays.copyOfRange(audio, from, audio.length * (i + 1) / count);
        }
        return new Reply(200, SOUND, headers, pieces);
    }

    boolean isSound() {
        return contentType.equals(SOUND);
    }

    public Reply with(String header, String value) {
        return new Reply(status, contentType, Map.of(header, value), pieces);
    }
}
