package io.omnichannel.email;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds what an author wrote this time, between what they quote and what their program adds: at most the first 100,000
 * characters. Nothing is lost: the mail keeps its whole text, and when everything looks quoted the whole is what was written.
 */
final class QuotedText {

    // What one person writes in one mail; it also bounds what a hostile mail costs.
    private static final int LONGEST = 100_000;
    private static final int MOST_LINES = 5_000;

    private final List<String> lines;
    private final List<String> kept = new ArrayList<>();

    private QuotedText(List<String> lines) {
        this.lines = lines;
    }

    /** @param subject tells a forward: what it carries is meant for us and stays */
    static String words(String text, String subject) {
        boolean forwarded = QuoteMarks.isForward(subject);
        QuotedText mail = new QuotedText(
                MailText.atMost(text, LONGEST).lines().limit(MOST_LINES).toList());
        String words = mail.read(forwarded);
        return words.isEmpty() ? MailText.atMost(text.strip(), LONGEST) : words;
    }

    private String read(boolean forwarded) {
        int line = 0;
        while (line < lines.size()) {
            String current = lines.get(line);
            int header = QuoteMarks.replyHeaderLines(lines, line);
            if (QuoteMarks.isForwardMark(current)) {
                kept.addAll(lines.subList(line, lines.size()));
                break;
            }
            if (QuoteMarks.isSignature(current) && !kept.isEmpty()
                    || !forwarded && QuoteMarks.isEndOfWords(lines, line)
                    || header > 0 && !isQuotedBelow(line + header)) {
                break;
            }
            // Above lines with ">" the header goes with them, and what is written below them stays.
            if (header > 0) {
                line += header;
            } else {
                if (!current.stripLeading().startsWith(">")) {
                    kept.add(current);
                }
                line++;
            }
        }
        return trimmed();
    }

    private boolean isQuotedBelow(int from) {
        return lines.stream()
                .skip(from)
                .filter(line -> !line.isBlank())
                .findFirst()
                .filter(line -> line.stripLeading().startsWith(">"))
                .isPresent();
    }

    /** Without blank lines around, without "Sent from my phone" at the end, blank lines never doubled. */
    private String trimmed() {
        int end = kept.size();
        while (end > 0 && (kept.get(end - 1).isBlank() || QuoteMarks.isAdvert(kept.get(end - 1)))) {
            end--;
        }
        List<String> single = new ArrayList<>();
        for (String line : kept.subList(0, end)) {
            boolean doubled =
                    line.isBlank() && (single.isEmpty() || single.getLast().isBlank());
            if (!doubled) {
                single.add(line);
            }
        }
        return String.join("\n", single).strip();
    }
}
