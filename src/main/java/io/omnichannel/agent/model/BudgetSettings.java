package io.omnichannel.agent.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.stream.LongStream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What thinking may take, in a turn, a call and a tenant's day; zero is no limit.
 *
 * @param turnToolSteps how often a model may have tools do something; after that it has to answer without
 * @param turnTokens shown to and said by models
 * @param turnCost in money, as {@link ModelPrices} count it
 * @param turnTime models and tools together, where the answer is spoken
 * @param callToolSteps the same four of a phone call; where the answer is written, of a conversation within 24 hours
 * @param dayToolSteps the same four of a tenant's day, where the tenant has no lower ones; summaries and moods count, too
 */
@ConfigurationProperties("omnichannel.agent")
public record BudgetSettings(
        @DefaultValue("6") long turnToolSteps,
        @DefaultValue("40000") long turnTokens,
        @DefaultValue("0") BigDecimal turnCost,
        @DefaultValue("20s") Duration turnTime,
        @DefaultValue("100") long callToolSteps,
        @DefaultValue("400000") long callTokens,
        @DefaultValue("0") BigDecimal callCost,
        @DefaultValue("30m") Duration callTime,
        @DefaultValue("0") long dayToolSteps,
        @DefaultValue("0") long dayTokens,
        @DefaultValue("0") BigDecimal dayCost,
        @DefaultValue("0s") Duration dayTime) {

    public BudgetSettings {
        boolean negative = LongStream.of(turnToolSteps, turnTokens, callToolSteps, callTokens, dayToolSteps, dayTokens)
                        .anyMatch(most -> most < 0)
                || turnCost.signum() < 0
                || callCost.signum() < 0
                || dayCost.signum() < 0
                || turnTime.isNegative()
                || callTime.isNegative()
                || dayTime.isNegative();
        if (negative) {
            throw new IllegalArgumentException(
                    "omnichannel.agent.turn-, call- and day- tool-steps, tokens, cost and time must not be below 0, which is no limit");
        }
    }

    Allowance turn() {
        return Allowance.set(turnToolSteps, turnTokens, Tariff.unitsOf(turnCost), turnTime);
    }

    Allowance call() {
        return Allowance.set(callToolSteps, callTokens, Tariff.unitsOf(callCost), callTime);
    }

    Allowance day() {
        return Allowance.set(dayToolSteps, dayTokens, Tariff.unitsOf(dayCost), dayTime);
    }
}
