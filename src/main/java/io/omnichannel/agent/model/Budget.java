package io.omnichannel.agent.model;

import io.omnichannel.agent.Turn;
import io.omnichannel.agent.model.Tallies.Tally;

/** What a turn may still cost: of its own, of its conversation and of the tenant's day. */
final class Budget {

    private final Turn turn;
    private final TokenLedger ledger;
    private final Tally tally;
    private final Tariff tariff;
    private final AnsweringSettings settings;
    private int spent;

    Budget(Turn turn, TokenLedger ledger, Tally tally, Tariff tariff, AnsweringSettings settings) {
        this.turn = turn;
        this.ledger = ledger;
        this.tally = tally;
        this.tariff = tariff;
        this.settings = settings;
    }

    boolean isSpent() {
        return spent >= settings.turnTokens()
                || tally.tokens() >= settings.conversationTokens()
                || tally.cost() >= tariff.conversationLimit()
                || ledger.isSpent(turn.identity().tenant(), turn.settings());
    }

    void spend(OpenModel model, Tokens tokens) {
        spent += tokens.total();
        long cost = ledger.add(turn.identity().tenant(), turn.settings(), model, tokens);
        tally.spend(tokens.total(), cost);
    }
}
