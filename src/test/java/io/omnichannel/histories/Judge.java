package io.omnichannel.histories;

import java.util.List;

/** Holds one history to what must always be true; {@link Transactions} holds all of them to what could be known. */
final class Judge {

    private Judge() {}

    /** @return what is not as it must be, each behind the number of its invariant */
    static List<String> verdict(Life life, Record record, Ledgers ledgers) {
        Facts facts = new Facts(life, record, ledgers);
        new Talk(facts).judge();
        new Silence(facts).judge();
        new Once(facts).judge();
        return facts.broken();
    }
}
