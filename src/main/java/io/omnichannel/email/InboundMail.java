package io.omnichannel.email;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * A mail that came in. Texts are clean ({@link MailText#clean}); what is absent is empty.
 *
 * @param envelopeTo whom it was delivered to, as routed by: {@link MailAddress#normalised()}
 * @param envelopeFrom the return path in lower case; empty: a bounce, or not told
 * @param from the author as claimed; anybody can claim it
 * @param subject decoded
 * @param date as the author's program wrote it
 * @param messageId with angle brackets
 * @param inReplyTo with angle brackets
 * @param references with angle brackets, oldest first
 * @param text all of it, quotes included
 * @param words what the author wrote this time: the text without quotes and signature, at most 100,000 characters
 * @param html as it came, never to be shown unsanitised
 * @param attachments files, in order
 * @param automatic why no answer may go out, see {@link AutomaticMail}
 * @param spf SendGrid's finding, such as {@code pass}
 * @param dkim SendGrid's finding, such as {@code {@example.com : pass}}
 * @param damage what of the mail could not be read; the original is then the last attachment
 */
public record InboundMail(
        List<String> envelopeTo,
        String envelopeFrom,
        MailAddress from,
        String subject,
        String date,
        String messageId,
        String inReplyTo,
        List<String> references,
        String text,
        String words,
        String html,
        List<Attachment> attachments,
        String automatic,
        String spf,
        String dkim,
        String damage) {

    /** What the request is called that is kept of a mail that could not be read whole. */
    static final String WHOLE_REQUEST = "request.bin";

    public InboundMail {
        envelopeTo = List.copyOf(envelopeTo);
        references = List.copyOf(references);
        attachments = List.copyOf(attachments);
    }

    /**
     * The same for every delivery of the same mail to one of its recipients. Made of what the mail says and not of the
     * request's bytes: their boundary is a new one each time, also in the whole request that is kept of a mail that was read in
     * part. That one counts only where too little was read to know the mail by. Message-ID alone will not do, anybody can repeat
     * it.
     *
     * @param recipient one of {@link #envelopeTo}: each has the mail once, in one request or in several
     */
    public String eventKey(String recipient) {
        MessageDigest digest = SendGridSignature.sha256();
        feed(digest, messageId, recipient, from.address());
        feed(digest, date, subject, text, html);
        attachments.stream()
                .filter(attachment -> messageId.isEmpty() || !isWholeRequest(attachment))
                .forEach(attachment -> feed(digest, attachment.content().sha256()));
        return "mail/" + HexFormat.of().formatHex(digest.digest());
    }

    /** Without words and addresses: this may reach a log. */
    @Override
    public String toString() {
        return "InboundMail[" + text.length() + " characters, " + attachments.size() + " attachments"
                + (automatic.isEmpty() ? "" : ", automatic: " + automatic) + (damage.isEmpty() ? "" : ", damaged")
                + "]";
    }

    private boolean isWholeRequest(Attachment attachment) {
        return !damage.isEmpty()
                && attachment == attachments.getLast()
                && attachment.name().equals(WHOLE_REQUEST);
    }

    private static void feed(MessageDigest digest, String... parts) {
        for (String part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
    }
}
