package io.omnichannel.email;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Something that happened to a mail of ours. What is absent is empty.
 *
 * @param eventId unique; the key that makes a repeated event harmless
 * @param event SendGrid's name: {@code delivered}, {@code bounce}, …, or one that we do not know
 * @param outbox what our custom argument said
 * @param sendGridId SendGrid's id of the mail; begins with the {@code X-Message-Id} that sending it answered
 * @param messageId the Message-ID that the recipient saw
 * @param address the recipient's, lower case
 * @param reason why it failed or waits, in the other server's words
 * @param type of a bounce: {@code bounce} or {@code blocked}
 */
public record MailEvent(
        String eventId,
        String event,
        String outbox,
        String sendGridId,
        String messageId,
        String address,
        String reason,
        String type,
        Instant at) {

    /** The faults that say that the recipient did not get it and will not. */
    public static final List<String> FAULTS_OF_NO_WAY = List.of("bounce", "blocked", "dropped");

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public MailDelivery delivery() {
        return MailDelivery.of(event);
    }

    /** Whether the recipient wants no more mails. */
    public boolean isOptOut() {
        return switch (event) {
            case "spamreport", "unsubscribe", "group_unsubscribe" -> true;
            default -> false;
        };
    }

    /** Whether the recipient wants them again. */
    public boolean isOptIn() {
        return event.equals("group_resubscribe");
    }

    /** What went wrong, in a word: {@code bounce}, {@code blocked}, {@code dropped}, {@code spamreport}; empty if nothing. */
    public String fault() {
        return switch (event) {
            case "bounce" -> type.isEmpty() ? event : type;
            case "dropped", "spamreport" -> event;
            default -> "";
        };
    }

    /** The row of ours that was sent; empty for a mail that somebody else sent by the same account. */
    public Optional<UUID> outboxId() {
        return UUID_FORM.matcher(outbox).matches()
                ? Optional.of(UUID.fromString(outbox))
                : MessageIds.outboxId(messageId);
    }

    /** Without the address: this may reach a log. */
    @Override
    public String toString() {
        return "MailEvent[" + event + ", " + eventId + ", outbox " + outbox + "]";
    }
}
