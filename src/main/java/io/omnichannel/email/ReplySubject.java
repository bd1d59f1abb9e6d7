package io.omnichannel.email;

import java.util.regex.Pattern;

/** The subject of an answer: one {@code Re:} in front, however many and in whatever language stand there already. */
final class ReplySubject {

    private static final Pattern ANSWERED = Pattern.compile(
            "(?iu)^(\\s*(re|aw|antw|antwort|ré|rép|réf|sv|vs|res|odp|r)(\\[\\d{1,3}]|\\(\\d{1,3}\\))?\\s?:)+\\s*");
    private static final int LONGEST = 900;

    private ReplySubject() {}

    static String of(String subject) {
        String bare = ANSWERED.matcher(MailText.atMost(MailText.line(subject), LONGEST))
                .replaceFirst("");
        return ("Re: " + bare).strip();
    }
}
