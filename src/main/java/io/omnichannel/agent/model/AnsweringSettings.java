package io.omnichannel.agent.model;

import java.math.BigDecimal;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a caller hears while a model is late or away, and how much a turn may cost.
 *
 * @param fillerAfter silence after which a short filler is said
 * @param fillerEvery at most one turn in so many gets a filler because of a slow model
 * @param hedgeAfter time without a first word after which the second model, or the same one again, is asked too
 * @param apologyAfter silence after which we say that it takes longer
 * @param giveUpAfter time without a first word after which the models are given up for this turn
 * @param stallAfter silence of a model in the middle of its answer after which the answer is closed
 * @param handOffAfter so many failed turns in a row, and a human takes over
 * @param writtenHedgeAfter as {@code hedgeAfter}, where the answer is written
 * @param writtenGiveUpAfter as {@code giveUpAfter}, where the answer is written; shorter than a lane's lease
 * @param turnLimit how long a turn with all its tools may take
 * @param toolSteps how often a model may ask for tools in one turn
 * @param historyTokens how much of the conversation a model is shown; enough for every line that no summary holds
 * @param turnTokens how many tokens one turn may cost
 * @param conversationTokens how many tokens one conversation may cost in a day; counted on this node
 * @param conversationCost the same in money, as {@link ModelPrices} count it; zero is no limit
 * @param dayCost how much money a tenant's day may cost; zero is no limit
 */
@ConfigurationProperties("omnichannel.agent")
public record AnsweringSettings(
        @DefaultValue("1200ms") Duration fillerAfter,
        @DefaultValue("3") int fillerEvery,
        @DefaultValue("2500ms") Duration hedgeAfter,
        @DefaultValue("3700ms") Duration apologyAfter,
        @DefaultValue("7500ms") Duration giveUpAfter,
        @DefaultValue("2500ms") Duration stallAfter,
        @DefaultValue("2") int handOffAfter,
        @DefaultValue("15s") Duration writtenHedgeAfter,
        @DefaultValue("40s") Duration writtenGiveUpAfter,
        @DefaultValue("20s") Duration turnLimit,
        @DefaultValue("6") int toolSteps,
        @DefaultValue("6000") int historyTokens,
        @DefaultValue("40000") int turnTokens,
        @DefaultValue("400000") long conversationTokens,
        @DefaultValue("0") BigDecimal conversationCost,
        @DefaultValue("0") BigDecimal dayCost) {

    /** What every line that is shown has, in tokens, before it is left out. */
    static final int SMALLEST_SHARE = 24;

    private static final int FEWEST_HISTORY_TOKENS = 100 * SMALLEST_SHARE;

    public AnsweringSettings {
        if (historyTokens < FEWEST_HISTORY_TOKENS) {
            throw new IllegalArgumentException("omnichannel.agent.history-tokens must be at least "
                    + FEWEST_HISTORY_TOKENS + ": with fewer, lines would be shown by nothing, not even by the summary");
        }
    }
}
