package io.omnichannel.twilio;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Cuts a long text where a reader would: behind a paragraph, else a sentence, else a word, else between two characters as
 * people count them. Only white space at a cut is lost. For one text and one thread.
 */
final class TextCutter {

    private final String text;
    private final int limit;
    private final BitSet sentences;
    private final BitSet lines;
    private final BitSet graphemes;

    private TextCutter(String text, int limit) {
        this.text = text;
        this.limit = limit;
        this.sentences = boundaries(BreakIterator.getSentenceInstance(Locale.ROOT), text);
        this.lines = boundaries(BreakIterator.getLineInstance(Locale.ROOT), text);
        this.graphemes = boundaries(BreakIterator.getCharacterInstance(Locale.ROOT), text);
    }

    // Forward only, once: Java's iterators walk backwards in quadratic time.
    private static BitSet boundaries(BreakIterator breaks, String text) {
        BitSet boundaries = new BitSet(text.length() + 1);
        breaks.setText(text);
        for (int at = breaks.first(); at != BreakIterator.DONE; at = breaks.next()) {
            boundaries.set(at);
        }
        return boundaries;
    }

    /** Parts of at most {@code limit} (2 or more) UTF-16 code units, none blank; a text that fits is left as it is. */
    static List<String> cut(String text, int limit) {
        if (text.isBlank()) {
            return List.of();
        }
        return text.length() <= limit ? List.of(text) : new TextCutter(text.strip(), limit).parts();
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        int start = 0;
        while (text.length() - start > limit) {
            int end = end(start);
            parts.add(text.substring(start, end).stripTrailing());
            start = withoutSpace(end);
        }
        if (start < text.length()) {
            parts.add(text.substring(start));
        }
        return parts;
    }

    private int end(int start) {
        int last = start + limit;
        // A part less than half full costs more than the nicer cut is worth.
        int half = start + limit / 2;
        int end = lastBehind(last, half, this::endsParagraph);
        end = end > half ? end : sentences.previousSetBit(last);
        end = end > half ? end : lastBehind(last, start + limit / 4, this::endsWord);
        end = end > start + limit / 4 ? end : lines.previousSetBit(last);
        end = end > start + limit / 4 ? end : graphemes.previousSetBit(last);
        end = graphemes.previousSetBit(Math.max(end, start));
        if (end > start) {
            return end;
        }
        // One character with more than a thousand accents; a surrogate pair stays whole even so.
        return Character.isLowSurrogate(text.charAt(last)) && Character.isHighSurrogate(text.charAt(last - 1))
                ? last - 1
                : last;
    }

    private int lastBehind(int last, int first, IntPredicate ends) {
        int at = last;
        while (at > first && !ends.test(at)) {
            at--;
        }
        return at;
    }

    private boolean endsParagraph(int at) {
        return text.charAt(at) == '\n' && text.charAt(at - 1) == '\n' || text.startsWith("\n\n", at);
    }

    private boolean endsWord(int at) {
        return Character.isWhitespace(text.charAt(at));
    }

    // Character by character as people count them: white space with an accent on it is not white space.
    private int withoutSpace(int at) {
        int start = at;
        while (start < text.length()) {
            int next = graphemes.nextSetBit(start + 1);
            if (!text.substring(start, next).isBlank()) {
                return start;
            }
            start = next;
        }
        return start;
    }
}
