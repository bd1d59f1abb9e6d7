package io.omnichannel.agent.model;

import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.AgentSettings.Limits;
import io.omnichannel.agent.ModelAccount;
import io.omnichannel.agent.Turn;
import io.omnichannel.agent.model.Limit.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What turns, calls and tenants' days may take: the limits of the settings with the accounts that they are for. */
@Component
class Budgets implements ModelAccount {

    private final Allowance turn;
    private final Allowance call;
    private final Allowance day;
    private final Tariff tariff;
    private final CallAccounts calls;
    private final DayLedger days;

    Budgets(BudgetSettings settings, Tariff tariff, CallAccounts calls, DayLedger days) {
        this.turn = settings.turn();
        this.call = settings.call();
        this.day = settings.day();
        this.tariff = tariff;
        this.calls = calls;
        this.days = days;
        if (tariff.isFree() && Stream.of(turn, call, day).anyMatch(Allowance::limitsMoney)) {
            throw new IllegalArgumentException(
                    "omnichannel.agent.turn-cost, call-cost or day-cost limits what models may cost, and no price is set:"
                            + " set omnichannel.llm-prices.input and omnichannel.llm-prices.output");
        }
    }

    /** @param patience its written answers have a time of their own, which the lane's lease bounds */
    Budget of(Turn asked, Patience patience) {
        Allowance own = patience.spoken() ? turn : turn.lasting(patience.giveUp());
        return new Budget(
                List.of(
                        day(asked.identity().tenant(), asked.settings()),
                        new Purse(Span.CALL, calls.of(asked), call),
                        new Purse(Span.TURN, Account.here(), own)),
                tariff);
    }

    /** For what is part of no turn. */
    Budget ofDay(String tenant, AgentSettings settings) {
        return new Budget(List.of(day(tenant, settings)), tariff);
    }

    @Override
    public boolean isSpent(String tenant, AgentSettings settings) {
        return ofDay(tenant, settings).usedUp(Budget.ALL).isPresent();
    }

    @Override
    public void charge(String tenant, AgentSettings settings, String model, int input, int output, Duration took) {
        Tokens tokens = new Tokens(input, output);
        Account account = day(tenant, settings).account();
        account.add(Usage.request(tokens, tariff.cost(model, tokens)).plus(Usage.time(took.toNanos())));
    }

    /** Both the operator's limits and the tenant's own are kept. */
    private Purse day(String tenant, AgentSettings settings) {
        Limits limits = settings.limits();
        Allowance own = Allowance.given(
                limits.toolStepsPerDay(),
                limits.tokensPerDay(),
                limits.costPerDay() == null ? null : Tariff.unitsOf(BigDecimal.valueOf(limits.costPerDay())),
                limits.thinkingSecondsPerDay());
        return new Purse(Span.DAY, days.of(tenant, settings.timeZone()), day.and(own));
    }
}
