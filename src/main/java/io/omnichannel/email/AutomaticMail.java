package io.omnichannel.email;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells mails that a machine wrote: answering them makes two machines talk (RFC 3834). Standard headers first, then what
 * machines without manners do.
 */
public final class AutomaticMail {

    private static final Set<String> ROBOTS = Set.of(
            "mailer-daemon",
            "postmaster",
            "noreply",
            "no-reply",
            "no_reply",
            "donotreply",
            "do-not-reply",
            "do_not_reply",
            "nepasrepondre",
            "ne-pas-repondre",
            "ne_pas_repondre",
            "nichtantworten",
            "bounce",
            "bounces");
    private static final Pattern ROBOT_TAIL = Pattern.compile("[+=].*|(?<=^bounces?)-.*");
    private static final Pattern PRECEDENCE = Pattern.compile("bulk|junk|list|auto_reply");
    private static final Pattern SUPPRESS = Pattern.compile("\\b(all|oof|autoreply)\\b");
    private static final Pattern ANSWERED_ALONE =
            Pattern.compile("(?iu)(automatic reply|auto[- ]?reply|auto[- ]?response|autosvar"
                    + "|out of (the )?office|réponse automatique|reponse automatique|absence du bureau|absent du bureau"
                    + "|message d.absence|automatische antwort|abwesenheits(notiz|meldung)|abwesend\\b|respuesta automática"
                    + "|risposta automatica|undeliver(able|ed)|undelivered mail|mail delivery (failed|failure|status)"
                    + "|delivery status notification|returned mail|failure notice|non remis|échec de (la )?remise"
                    + "|unzustellbar).*");

    private AutomaticMail() {}

    /**
     * Why no answer may go out; empty for a mail that a person wrote, as far as one can tell.
     *
     * @param nullReturnPath whether the envelope's sender is known to be nobody
     */
    public static Optional<String> reason(
            MailHeaders headers, boolean nullReturnPath, MailAddress from, Set<String> ourDomains, String subject) {
        if (isDeclared(headers)) {
            return Optional.of("auto-submitted");
        }
        if (MessageIds.ourDomain(headers.raw("Message-ID"))
                .filter(ourDomains::contains)
                .isPresent()) {
            return Optional.of("our own message");
        }
        if (isReport(headers) || nullReturnPath || headers.raw("Return-Path").equals("<>")) {
            return Optional.of("delivery report");
        }
        if (headers.has("List-Id") || headers.has("List-Unsubscribe")) {
            return Optional.of("mailing list");
        }
        if (PRECEDENCE.matcher(lower(headers.raw("Precedence"))).matches()) {
            return Optional.of("precedence");
        }
        if (isRobot(from.localPart())) {
            return Optional.of("robot's address");
        }
        return ANSWERED_ALONE.matcher(MailText.atMost(subject.strip(), 500)).matches()
                ? Optional.of("subject of an automatic reply")
                : Optional.empty();
    }

    private static boolean isDeclared(MailHeaders headers) {
        // "no" may be followed by parameters or a comment; RFC 3834, section 5.
        String submitted = lower(headers.raw("Auto-Submitted")).replaceFirst("[;(\\s].*$", "");
        return !submitted.isEmpty() && !submitted.equals("no")
                || SUPPRESS.matcher(lower(headers.raw("X-Auto-Response-Suppress")))
                        .find()
                || headers.has("X-Autoreply")
                || headers.has("X-Auto-Reply")
                || headers.has("X-Autorespond")
                || headers.has("X-Autoresponder");
    }

    private static boolean isReport(MailHeaders headers) {
        return lower(headers.raw("Content-Type")).startsWith("multipart/report") || headers.has("X-Failed-Recipients");
    }

    private static boolean isRobot(String localPart) {
        return ROBOTS.contains(localPart)
                || ROBOTS.contains(ROBOT_TAIL.matcher(localPart).replaceFirst(""));
    }

    private static String lower(String value) {
        return value.strip().toLowerCase(Locale.ROOT);
    }
}
