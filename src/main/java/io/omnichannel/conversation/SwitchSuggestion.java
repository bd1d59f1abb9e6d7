package io.omnichannel.conversation;

import java.util.Optional;

/**
 * By which channel a conversation is best gone on with.
 *
 * @param channel empty when none is open
 * @param reason {@code call_in_progress}, {@code customer_wish}, {@code customer_wrote_last}, {@code call_over}, what is against
 *     the customer's own channel, or {@code no_channel}
 */
public record SwitchSuggestion(Optional<Channel> channel, String reason) {}
