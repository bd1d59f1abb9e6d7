package io.omnichannel.conversation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody wishes that a conversation goes on by another channel.
 *
 * @param id what makes a wish the same when it is brought forward again
 * @param to in order: the first that is allowed is taken
 * @param reason {@code customer_wish}, what happened, or an operator's words
 * @param carry words that travel along; empty for what was said last
 * @param call the call in which it happened
 * @param tries of a call: how often nobody answered before
 * @param fence what proves that a claimed wish is still ours; 0 for a new one
 */
public record SwitchWish(
        UUID id,
        String tenant,
        UUID conversation,
        List<Channel> to,
        By by,
        String reason,
        String carry,
        Optional<UUID> call,
        int tries,
        long fence) {

    public static final String CUSTOMER_WISH = "customer_wish";

    private static final String WINDOW_CLOSED = "window_closed";

    /** Whose wish it is. */
    public enum By {
        /** Asked for just now, in any channel. */
        CUSTOMER,
        /** The agent thinks it better. */
        AGENT,
        OPERATOR,
        /** Something happened: a line broke, a number cannot be reached. */
        RULE;

        /** The name in the API and in the database. */
        public String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public SwitchWish {
        to = List.copyOf(to);
    }

    /** A new wish for one channel. */
    public static SwitchWish of(String tenant, UUID conversation, Channel to, By by, String reason) {
        return new SwitchWish(Uuid7.next(), tenant, conversation, List.of(to), by, reason, "", Optional.empty(), 0, 0);
    }

    /** WhatsApp does not take what was written: may it go by text, or else by mail? The message itself is moved by whoever asks. */
    public static SwitchWish underway(String tenant, UUID conversation) {
        return new SwitchWish(
                Uuid7.next(),
                tenant,
                conversation,
                List.of(Channel.SMS, Channel.EMAIL),
                By.RULE,
                WINDOW_CLOSED,
                "",
                Optional.empty(),
                0,
                0);
    }

    /** What a customer or an agent wishes in a turn; the agent gives a reason for its own. */
    public static SwitchWish inTurn(String tenant, UUID conversation, Channel to, String reason) {
        return reason.isBlank()
                ? of(tenant, conversation, to, By.CUSTOMER, CUSTOMER_WISH)
                : of(tenant, conversation, to, By.AGENT, reason);
    }

    /** The same with the words that travel along. */
    public SwitchWish carrying(String words) {
        return new SwitchWish(id, tenant, conversation, to, by, reason, words, call, tries, fence);
    }

    /** Whether it is about a message on its way, which is not written anew. */
    public boolean underway() {
        return by == By.RULE && reason.equals(WINDOW_CLOSED);
    }

    public boolean inTurn() {
        return by == By.CUSTOMER || by == By.AGENT;
    }

    /** Without anybody's words. */
    @Override
    public String toString() {
        return "SwitchWish[" + id + " by " + by + " to " + to + "]";
    }
}
