package io.omnichannel.simulator.call;

import java.util.ArrayList;
import java.util.List;

/** What happened in a call, in order. Safe for several threads. */
public final class Ledger {

    private final List<Step> steps = new ArrayList<>();
    private final CallListener listener;

    Ledger(CallListener listener) {
        this.listener = listener;
    }

    void add(Step step) {
        synchronized (steps) {
            steps.add(step);
        }
        listener.happened(step);
    }

    public List<Step> steps() {
        synchronized (steps) {
            return List.copyOf(steps);
        }
    }

    /** The steps of one kind. */
    public <S extends Step> List<S> steps(Class<S> kind) {
        return steps().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** What the server did against Twilio's rules without ending the call. */
    public List<String> violations() {
        return steps(Step.Violation.class).stream().map(Step.Violation::rule).toList();
    }
}
