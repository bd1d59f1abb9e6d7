package io.omnichannel.simulator.rest;

import io.omnichannel.simulator.Awaited;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that the REST double took, told and noticed, in order. Safe for several threads. */
public final class RestLedger {

    /**
     * A webhook or status callback of a message; one that came again is here as often.
     *
     * @param what {@code inbound} or the status that was told
     * @param status of the answer, 0 when nobody answered
     */
    public record Told(String messageSid, String what, int status) {

        public boolean acknowledged() {
            return status / 100 == 2;
        }
    }

    /** A request to send, taken or not. @param answered with which HTTP status, 0 for a broken line */
    public record Attempt(String resource, Optional<String> sid, int answered) {}

    private final List<String> order = new ArrayList<>();
    private final Map<String, RestMessage> messages = new HashMap<>();
    private final Map<String, List<String>> byRecipient = new HashMap<>();
    private final List<Told> told = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    /** Every message, oldest first. */
    public synchronized List<RestMessage> messages() {
        return order.stream().map(messages::get).toList();
    }

    public synchronized Optional<RestMessage> message(String sid) {
        return Optional.ofNullable(messages.get(sid));
    }

    /** What the server sent there, oldest first; not what Twilio itself answered. @param to with the channel's prefix */
    public synchronized List<RestMessage> sentTo(String to) {
        return to(to).filter(message -> message.direction().equals("outbound-api"))
                .toList();
    }

    /** What the server sent, to anybody. */
    public synchronized List<RestMessage> sent() {
        return messages().stream()
                .filter(message -> message.direction().equals("outbound-api"))
                .toList();
    }

    /** What Twilio itself answered to STOP, START and HELP there. @param to with the channel's prefix */
    public synchronized List<RestMessage> answeredByTwilio(String to) {
        return to(to).filter(message -> message.direction().equals("outbound-reply"))
                .toList();
    }

    /**
     * Waits until the server has sent so many messages there.
     *
     * @throws IllegalStateException when it has not in time; the message says how many came
     */
    public synchronized List<RestMessage> awaitSentTo(String to, int count, Duration timeout) {
        return Awaited.on(
                this,
                timeout,
                () -> Optional.of(sentTo(to)).filter(sent -> sent.size() >= count),
                () -> "Only " + sentTo(to).size() + " of " + count + " messages came; " + violations + ";");
    }

    /** Every webhook and callback, and how the server answered. */
    public synchronized List<Told> told() {
        return List.copyOf(told);
    }

    /** Every request to send. */
    public synchronized List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /** What the server did that Twilio's documentation forbids. */
    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    /** Forgets everything. */
    public synchronized void clear() {
        order.clear();
        messages.clear();
        byRecipient.clear();
        told.clear();
        attempts.clear();
        violations.clear();
    }

    synchronized RestMessage add(RestMessage message) {
        RestMessage numbered = message.numbered(order.size() + 1L);
        order.add(numbered.sid());
        messages.put(numbered.sid(), numbered);
        byRecipient.computeIfAbsent(numbered.to(), any -> new ArrayList<>()).add(numbered.sid());
        notifyAll();
        return numbered;
    }

    synchronized void became(String sid, String status, int errorCode) {
        messages.computeIfPresent(sid, (key, message) -> message.became(status, errorCode));
        notifyAll();
    }

    synchronized void add(Told each) {
        told.add(each);
    }

    synchronized void add(Attempt attempt) {
        attempts.add(attempt);
    }

    synchronized void violation(String rule) {
        violations.add(rule);
    }

    private Stream<RestMessage> to(String to) {
        return byRecipient.getOrDefault(to, List.of()).stream().map(messages::get);
    }
}
