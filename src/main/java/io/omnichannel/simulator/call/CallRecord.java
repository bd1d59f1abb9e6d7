package io.omnichannel.simulator.call;

/** Where everything that happens in one call is noted. */
record CallRecord(Ledger ledger, FrameLog frames, Hearing hearing, CallListener listener) {

    static CallRecord of(CallSetup setup) {
        return new CallRecord(
                new Ledger(setup.listener), new FrameLog(), new Hearing(setup.wordsPerSecond), setup.listener);
    }
}
