package io.omnichannel.agent.model;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a caller hears while a model is late or away, and how much of the conversation a model is shown.
 *
 * @param fillerAfter silence after which a short filler is said
 * @param fillerEvery at most one turn in so many gets a filler because of a slow model
 * @param hedgeAfter time without a first word after which the second model, or the same one again, is asked too
 * @param apologyAfter silence after which we say that it takes longer
 * @param giveUpAfter time without a first word after which the models are given up for this turn
 * @param stallAfter silence of a model in the middle of its answer after which the answer is closed
 * @param handOffAfter so many failed turns in a row, and a human takes over
 * @param writtenHedgeAfter as {@code hedgeAfter}, where the answer is written
 * @param writtenGiveUpAfter as {@code giveUpAfter}, where the answer is written; shorter than {@code omnichannel.lease}
 * @param historyTokens how much of the conversation a model is shown; enough for every line that no summary holds
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
        @DefaultValue("6000") int historyTokens) {

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
