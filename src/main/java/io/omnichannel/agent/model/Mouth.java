package io.omnichannel.agent.model;

import io.omnichannel.agent.Moment;
import io.omnichannel.agent.Reply;
import java.util.regex.Pattern;

/**
 * Says a turn's words and keeps account of them. Spoken words leave at once; written ones wait until their part of the
 * answer is whole, so that a broken one can be taken back. For one thread after the other.
 */
final class Mouth {

    /** Lines are shown to a model with their channel in front; some write one themselves. */
    private static final Pattern TAG = Pattern.compile("\\s*\\[[\\p{L} ,:]{2,30}]:?\\s*");

    private static final int LONGEST_TAG = 34;

    private final Reply reply;
    private final boolean spoken;
    private final StringBuilder draft = new StringBuilder();
    private final StringBuilder opening = new StringBuilder();
    private boolean opens = true;
    private boolean worded;
    private boolean apart;
    /** The last sign that left; a blank before the first one. */
    private char last = ' ';

    private long lastAt = System.nanoTime();

    Mouth(Reply reply, boolean spoken) {
        this.reply = reply;
        this.spoken = spoken;
    }

    /** The words that come belong to another part of the answer than those before. */
    void newPart() {
        opens = true;
        worded = false;
        apart = true;
        opening.setLength(0);
    }

    /** A piece of what the model says. */
    void words(String piece) {
        String clean = SpeakableText.of(piece, spoken);
        if (opens) {
            opening.append(clean);
            if (mayBeTag(opening)) {
                return;
            }
            clean = TAG.matcher(opening).lookingAt() ? TAG.matcher(opening).replaceFirst("") : opening.toString();
            opening.setLength(0);
            opens = clean.isEmpty();
        }
        utter(clean);
    }

    /** The part of the answer is whole. */
    void endPart() {
        if (opens && !opening.isEmpty()) {
            String rest = opening.toString();
            opening.setLength(0);
            utter(TAG.matcher(rest).matches() ? "" : rest);
        }
        opens = false;
        if (!draft.isEmpty()) {
            say(draft.toString());
            draft.setLength(0);
        }
    }

    /** Takes the unfinished part back. @return false when it has been heard already */
    boolean takeBack() {
        opening.setLength(0);
        draft.setLength(0);
        worded = spoken && worded;
        return spoken ? opens : true;
    }

    /** A sentence of ours. It opens no part of an answer: a tag may still come. */
    void sentence(String sentence) {
        apart = true;
        say(sentence);
        apart = true;
    }

    void reached(Moment moment) {
        reply.reached(moment);
    }

    /** Whether this part of the answer has words; what we say ourselves, and what was said in a part before, is none of its. */
    boolean hasWords() {
        return worded;
    }

    /** When the last words left, on the clock of {@link System#nanoTime()}; at first, when the turn began. */
    long lastAt() {
        return lastAt;
    }

    private void utter(String words) {
        if (words.isEmpty()) {
            return;
        }
        worded |= !words.isBlank();
        if (spoken) {
            say(words);
        } else {
            draft.append(words);
        }
    }

    private void say(String words) {
        boolean gap = apart && !Character.isWhitespace(last) && !Character.isWhitespace(words.charAt(0));
        apart = false;
        String token = gap ? " " + words : words;
        last = token.charAt(token.length() - 1);
        lastAt = System.nanoTime();
        reply.say(token);
    }

    private static boolean mayBeTag(CharSequence opening) {
        String text = opening.toString().stripLeading();
        return text.isEmpty() || text.charAt(0) == '[' && text.indexOf(']') < 0 && text.length() < LONGEST_TAG;
    }
}
