package io.omnichannel.messaging.intake;

import io.omnichannel.conversation.Channel;
import java.time.Duration;
import java.util.List;

/**
 * Something a customer wrote, in nobody's wire format.
 *
 * @param provider whose event it is
 * @param key what makes the event the same when it is delivered again
 * @param accountSid the account that signed it, or empty
 * @param ours every number or address of ours it was sent to, the one to answer from first
 * @param sender the address it came from
 * @param alsoKnownAs another address that the event proves to be the same customer's; an empty one is none
 * @param senderName as the channel gives it, or empty
 * @param content the text; empty for media alone
 * @param details JSON object of what only some messages have; always with {@code from} and {@code to}
 * @param keyword {@code stop}, {@code start}, {@code help}, {@code revoke} for a wish in words, or empty
 * @param answerable whether anything is to be said to it
 * @param debounce how long to wait for more before answering
 */
public record IncomingMessage(
        String provider,
        String key,
        Channel channel,
        String accountSid,
        List<String> ours,
        Address sender,
        Address alsoKnownAs,
        String senderName,
        String content,
        String details,
        String keyword,
        boolean answerable,
        Duration debounce) {

    /** Whether there is something in it that an agent could answer: what the law wants said to a keyword is not its. */
    boolean isForTheAgent() {
        return answerable && keyword.isEmpty() && !content.isBlank();
    }

    /** The same, to be kept and not answered by itself. */
    IncomingMessage unanswered() {
        return kept(senderName, content, details);
    }

    /** The same with nothing left of what was written but these details: a wish to be left alone still holds. */
    IncomingMessage raw(String details) {
        return kept("", "", details);
    }

    private IncomingMessage kept(String senderName, String content, String details) {
        return new IncomingMessage(
                provider,
                key,
                channel,
                accountSid,
                ours,
                sender,
                alsoKnownAs,
                senderName,
                content,
                details,
                keyword,
                false,
                debounce);
    }

    /**
     * A customer's address.
     *
     * @param kind as in {@code omni_contact_addresses}: {@code phone}, {@code whatsapp}, {@code email}
     */
    public record Address(String kind, String value) {

        public static final Address NONE = new Address("phone", "");

        boolean exists() {
            return !value.isEmpty();
        }
    }
}
