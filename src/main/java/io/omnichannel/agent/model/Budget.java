package io.omnichannel.agent.model;

import io.omnichannel.agent.Turn;
import io.omnichannel.agent.model.Tallies.Tally;

/** What a turn may still cost: of its own, of its conversation and of the tenant's day. */
final class Budget {

    private final Turn turn;
    private final TokenLedger ledger;
    private final Tally tally;
    private final AnsweringSettings settings;
    private int spent;

    Budget(Turn turn, TokenLedger ledger, Tally tally, AnsweringSettings settings) {
        this.turn = turn;
        this.ledger = ledger;
        this.tally = tally;
        this.settings = settings;
    }

    boolean isSpent() {
        return spent >= settings.turnTokens()
                || tally.tokens() >= settings.conversationTokens()
                || ledger.isSpent(turn.identity().tenant(), turn.settings());
    }

    void spend(Tokens tokens) {
        spent += tokens.total();
        tally.spend(tokens.total());
        ledger.add(turn.identity().tenant(), turn.settings(), tokens);
    }
}
