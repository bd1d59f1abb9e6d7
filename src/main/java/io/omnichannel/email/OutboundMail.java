package io.omnichannel.email;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A mail that goes out. No line end can get from here into a header.
 *
 * @param outboxId its row in the outbox: becomes the Message-ID, and comes back with every event
 * @param from the tenant's address
 * @param subject as it is sent
 * @param text plain, any length but none
 * @param inReplyTo the Message-ID that it answers, or empty
 * @param references the thread so far, oldest first
 * @param automatic whether no person wrote it: other machines are asked not to answer (RFC 3834)
 */
public record OutboundMail(
        UUID outboxId,
        MailAddress from,
        MailAddress to,
        String subject,
        String text,
        String inReplyTo,
        List<String> references,
        boolean automatic) {

    /** @throws IllegalArgumentException without sender, recipient or text */
    public OutboundMail {
        if (!from.exists() || !to.exists() || text.isBlank()) {
            throw new IllegalArgumentException("A mail needs a sender, a recipient and a text");
        }
        subject = MailText.atMost(MailText.line(subject), 900);
        text = MailText.clean(text);
        inReplyTo = MessageIds.isOne(inReplyTo) ? inReplyTo : "";
        references = MessageIds.atMost(
                references.stream().filter(MessageIds::isOne).distinct().toList());
    }

    /**
     * One that answers, or that begins a thread when there is nothing to answer yet.
     *
     * @param answered subject, Message-ID and references of the mail that is answered; without Message-ID there is none
     */
    public static OutboundMail reply(
            UUID outboxId, MailAddress from, MailAddress to, MailThread answered, String text, boolean automatic) {
        List<String> references = new ArrayList<>(answered.references());
        references.add(answered.messageId());
        return new OutboundMail(
                outboxId,
                from,
                to,
                answered.messageId().isEmpty() && !answered.subject().isBlank()
                        ? answered.subject()
                        : ReplySubject.of(answered.subject()),
                text,
                answered.messageId(),
                references,
                automatic);
    }

    /** With angle brackets. */
    public String messageId() {
        return MessageIds.of(outboxId, from.domain());
    }

    /** The headers beside sender, recipient and subject. */
    Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Message-ID", messageId());
        if (!inReplyTo.isEmpty()) {
            headers.put("In-Reply-To", inReplyTo);
        }
        if (!references.isEmpty()) {
            headers.put("References", String.join(" ", references));
        }
        if (automatic) {
            headers.put("Auto-Submitted", "auto-replied");
            headers.put("X-Auto-Response-Suppress", "All");
        }
        return headers;
    }

    /** Without words and addresses: this may reach a log. */
    @Override
    public String toString() {
        return "OutboundMail[" + outboxId + ", " + text.length() + " characters]";
    }
}
