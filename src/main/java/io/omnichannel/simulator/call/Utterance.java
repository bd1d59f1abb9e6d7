package io.omnichannel.simulator.call;

/**
 * What the caller's ear gets of one utterance: the words so far, and how many of them have been played. Times are
 * {@link System#nanoTime()}. For one thread at a time.
 */
final class Utterance {

    private final double wordsPerNano;
    private final StringBuilder text = new StringBuilder();
    private int words;
    private boolean inWord;
    private boolean closed;
    private long began;
    // The play head: so many words had been heard at that time. It waits where the text ends.
    private double heardWords;
    private long heardAt;

    Utterance(double wordsPerSecond) {
        wordsPerNano = wordsPerSecond / 1e9;
    }

    /** Adds a token; after an utterance that was closed and played to its end a new one begins. */
    void add(String token, boolean last, long now) {
        advance(now);
        if (closed && heardWords >= words) {
            clear();
        }
        if (text.isEmpty()) {
            began = now;
        }
        text.append(token);
        token.chars().forEach(c -> {
            boolean space = Character.isWhitespace(c);
            if (!space && !inWord) {
                words++;
            }
            inWord = !space;
        });
        closed = last;
    }

    /** Forgets the utterance: the caller cut it off, or answered it. */
    void clear() {
        text.setLength(0);
        words = 0;
        inWord = false;
        closed = false;
        heardWords = 0;
    }

    /** Everything that was sent of it, heard or not. */
    String text() {
        return text.toString();
    }

    /** How many words are complete: the last one only is when something follows it, or nothing can. */
    int completeWords() {
        return inWord && !closed ? words - 1 : words;
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether there is something still to be heard. */
    boolean isPlaying(long now) {
        advance(now);
        return heardWords < words;
    }

    String heard(long now) {
        advance(now);
        return firstWords((int) heardWords);
    }

    /** Since the utterance began. */
    int milliseconds(long now) {
        return text.isEmpty() ? 0 : (int) ((now - began) / 1_000_000);
    }

    /** The text up to the end of so many words. */
    String firstWords(int count) {
        int left = count;
        boolean in = false;
        for (int i = 0; i < text.length(); i++) {
            boolean space = Character.isWhitespace(text.charAt(i));
            if (in && space && --left == 0 || left <= 0) {
                return text.substring(0, i);
            }
            in = !space;
        }
        return text.toString();
    }

    private void advance(long now) {
        heardWords = Double.isInfinite(wordsPerNano)
                ? words
                : Math.min(words, heardWords + Math.max(0, now - heardAt) * wordsPerNano);
        heardAt = now;
    }
}
