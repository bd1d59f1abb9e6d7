package io.omnichannel.simulator.rest;

import io.omnichannel.simulator.Awaited;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.call.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The calls that were asked for, how they stand, and who talks in them. Thread-safe. */
final class CallRegister {

    private final Map<String, RestCall> calls = new LinkedHashMap<>();
    private final Map<String, SimulatedCall> running = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();

    synchronized List<RestCall> all() {
        return List.copyOf(calls.values());
    }

    /**
     * The latest call to a number, picked up; it is taken from then on.
     *
     * @throws IllegalStateException when there is none in time
     */
    synchronized SimulatedCall await(String to, Duration timeout) {
        RestCall call = Awaited.on(this, timeout, () -> ringing(to), () -> "Nobody called " + to);
        taken.add(call.sid());
        return running.get(call.sid());
    }

    private Optional<RestCall> ringing(String to) {
        return new ArrayList<>(calls.values())
                .reversed().stream()
                        .filter(call -> call.to().equals(to) && running.containsKey(call.sid()))
                        .findFirst();
    }

    synchronized void hangUpUnlessTaken(String sid, SimulatedCall talk) {
        if (!taken.contains(sid)) {
            talk.close();
        }
    }

    synchronized void begin(String sid, SimulatedCall talk) {
        running.put(sid, talk);
        notifyAll();
    }

    synchronized SimulatedCall talk(String sid) {
        return running.get(sid);
    }

    synchronized void put(RestCall call) {
        calls.put(call.sid(), call);
        notifyAll();
    }

    synchronized void becomeUnlessOver(String sid, String status) {
        calls.computeIfPresent(sid, (key, call) -> call.isOver() ? call : call.became(status));
        notifyAll();
    }

    synchronized RestCall get(String sid) {
        RestCall call = calls.get(sid);
        if (call == null) {
            throw new RestRefusal(404, 20404, "The requested resource was not found");
        }
        return call;
    }

    /** What was said first in it; empty for nothing yet. */
    String firstWords(String sid) {
        SimulatedCall talk = talk(sid);
        if (talk == null) {
            return "";
        }
        return Stream.concat(
                        talk.ledger().steps(Step.Connected.class).stream()
                                .map(connected -> connected.relay().greeting()),
                        talk.ledger().steps(Step.Said.class).stream().map(Step.Said::text))
                .findFirst()
                .orElse("");
    }
}
