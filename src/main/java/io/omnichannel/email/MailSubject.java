package io.omnichannel.email;

/** The subject of a mail that begins a thread and was given none: the first words of its text. */
public final class MailSubject {

    private static final int LONGEST = 70;

    private MailSubject() {}

    public static String of(String text) {
        String line = text.strip().lines().findFirst().orElse("").strip();
        if (line.length() <= LONGEST) {
            return line;
        }
        int end = line.lastIndexOf(' ', LONGEST);
        // Never in the middle of an emoji.
        return line.substring(0, end > 0 ? end : line.offsetByCodePoints(0, LONGEST / 2)) + "…";
    }
}
