package io.omnichannel.simulator.voices;

/** Audio that every player takes: as long as somebody would need for the sentence, and silent. */
final class Silence {

    // MPEG 1 layer III, 128 kbit/s, 44.1 kHz, mono: a frame of 417 bytes lasts 26 ms; all zeros after the header are
    // silence.
    private static final byte[] HEADER = {(byte) 0xFF, (byte) 0xFB, (byte) 0x90, (byte) 0xC4};
    private static final int FRAME = 417;
    private static final double FRAMES_PER_CHARACTER = 2.5;

    private Silence() {}

    static byte[] mp3(String text) {
        int frames = (int) Math.ceil(text.length() * FRAMES_PER_CHARACTER);
        byte[] audio = new byte[frames * FRAME];
        for (int frame = 0; frame < frames; frame++) {
            System.arraycopy(HEADER, 0, audio, frame * FRAME, HEADER.length);
        }
        return audio;
    }
}
