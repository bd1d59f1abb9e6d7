package io.omnichannel.relay;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in what we sent how much of it was heard, from Twilio's {@code utteranceUntilInterrupt}. White space does not
 * count; where the words differ (numbers said as words, a dropped comma) the longest common run of leading words counts.
 */
final class Heard {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:['’][\\p{L}\\p{N}]+)*");

    private Heard() {}

    /** One utterance, split. {@code heard + unheard} is the text that was sent. */
    record Cut(String heard, String unheard) {}

    /**
     * @param sent the texts sent and perhaps not yet heard, in order
     * @param spoken what Twilio says was heard; it may begin with any of the texts
     * @return one cut a text; a text before the one that {@code spoken} begins with was heard whole
     */
    static List<Cut> cut(List<String> sent, String spoken) {
        int bestStart = 0;
        int bestLength = -1;
        for (int start = 0; start < sent.size(); start++) {
            String rest = String.join("", sent.subList(start, sent.size()));
            int exact = exactPrefix(rest, spoken);
            if (exact >= 0) {
                return cuts(sent, start, exact);
            }
            int words = commonWords(rest, spoken);
            if (words > bestLength) {
                bestStart = start;
                bestLength = words;
            }
        }
        return cuts(sent, bestStart, Math.max(bestLength, 0));
    }

    /** The length of the longest prefix of at most {@code length} characters that ends with a word. */
    static int wholeWords(String text, int length) {
        Matcher word = WORD.matcher(text);
        int end = 0;
        while (word.find() && word.end() <= length) {
            end = word.end();
        }
        return end;
    }

    private static List<Cut> cuts(List<String> sent, int start, int heardLength) {
        List<Cut> cuts = new ArrayList<>();
        int left = heardLength;
        for (int i = 0; i < sent.size(); i++) {
            String text = sent.get(i);
            int heard = i < start ? text.length() : Math.min(left, text.length());
            if (i >= start) {
                left -= heard;
            }
            cuts.add(new Cut(text.substring(0, heard), text.substring(heard)));
        }
        return cuts;
    }

    /** Length of the prefix of {@code text} that is {@code spoken} but for white space, or -1. */
    private static int exactPrefix(String text, String spoken) {
        int at = 0;
        for (int i = 0; i < spoken.length(); i++) {
            char wanted = spoken.charAt(i);
            if (Character.isWhitespace(wanted)) {
                continue;
            }
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at == text.length() || text.charAt(at) != wanted) {
                return -1;
            }
            at++;
        }
        return at;
    }

    /** Length of the prefix of {@code text} up to the last of the words that both begin with. */
    private static int commonWords(String text, String spoken) {
        Matcher ours = WORD.matcher(text);
        Matcher theirs = WORD.matcher(spoken);
        int end = 0;
        while (ours.find() && theirs.find() && folded(ours.group()).equals(folded(theirs.group()))) {
            end = ours.end();
        }
        return end;
    }

    private static String folded(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'');
    }
}
