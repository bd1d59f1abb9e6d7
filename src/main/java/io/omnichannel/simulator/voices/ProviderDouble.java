package io.omnichannel.simulator.voices;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * One provider as its documentation describes it. Whatever the documentation does not allow is refused as the provider
 * would and kept as a violation. What it answers next, how late and how slowly can be told from outside.
 */
public abstract class ProviderDouble {

    private final List<Asked> requests = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final Queue<Reply> script = new ConcurrentLinkedQueue<>();
    private volatile long delayMillis;
    private volatile long pieceMillis;
    volatile boolean breaksOff;
    volatile boolean hangsUp;
    volatile long soundNanos;
    private volatile CountDownLatch answer = new CountDownLatch(0);
    private volatile CountDownLatch sound = new CountDownLatch(0);

    /** The provider's own answer. */
    abstract Reply answer(Asked asked);

    /** An answer has been sent, or the line is gone. */
    void over(Asked asked, int status) {}

    final Reply next(Asked asked) {
        requests.add(asked);
        Reply scripted = script.poll();
        return scripted == null ? answer(asked) : scripted;
    }

    /** The answers to the next requests, instead of the provider's own. */
    public final void script(Reply... replies) {
        script.addAll(List.of(replies));
    }

    /** How long every answer takes to begin. */
    public final void delay(long millis) {
        delayMillis = millis;
    }

    /** How long it takes from one piece of sound to the next. */
    public final void pieces(long millis) {
        pieceMillis = millis;
    }

    /** No answer begins until {@link #goOn()}. */
    public final void holdAnswers() {
        answer = new CountDownLatch(1);
    }

    /** Of a sound nothing comes after its first piece until {@link #goOn()}. */
    public final void holdSounds() {
        sound = new CountDownLatch(1);
    }

    /** What was held comes. */
    public final void goOn() {
        answer.countDown();
        sound.countDown();
    }

    final void awaitAnswer() throws InterruptedException {
        answer.await();
        Thread.sleep(delayMillis);
    }

    final void awaitPiece() throws InterruptedException {
        sound.await();
        Thread.sleep(pieceMillis);
    }

    /** Whether the line is cut in the middle of a sound. */
    public final void breakOff(boolean yes) {
        breaksOff = yes;
    }

    /** Whether the line is cut before any answer. */
    public final void hangUp(boolean yes) {
        hangsUp = yes;
    }

    /** When the first piece of the latest sound was written, as {@link System#nanoTime()} counts. */
    public final long soundNanos() {
        return soundNanos;
    }

    /** Everything that was asked, in order. */
    public final List<Asked> requests() {
        return List.copyOf(requests);
    }

    /** What broke the provider's documented rules. */
    public final List<String> violations() {
        return List.copyOf(violations);
    }

    /** As new. */
    public final void reset() {
        requests.clear();
        violations.clear();
        script.clear();
        goOn();
        delayMillis = 0;
        pieceMillis = 0;
        breaksOff = false;
        hangsUp = false;
        asNew();
    }

    /** What else the provider was told from outside is forgotten. */
    void asNew() {}

    final void violation(String rule) {
        violations.add(rule);
    }

    /** Notes every name that is not among the known ones. */
    final void onlyKnown(String where, Iterable<String> names, Set<String> known) {
        Set<String> unknown = new TreeSet<>();
        names.forEach(unknown::add);
        unknown.removeAll(known);
        unknown.forEach(name -> violation(where + " has no " + name));
    }

    final void onlyKnownQuery(Asked asked, String... known) {
        onlyKnown(asked.path() + "?", asked.query().keySet(), Set.of(known));
    }

    /** Headers that an inbound request may have left behind, or that would show a key to somebody else. */
    final void nothingForeign(Asked asked, Set<String> allowed) {
        Map<String, String> headers = asked.headers();
        headers.keySet().stream()
                .filter(name -> !allowed.contains(name))
                .filter(name -> name.startsWith("camel")
                        || name.startsWith("x-")
                        || name.startsWith("omni")
                        || name.equals("cookie")
                        || name.equals("authorization"))
                .forEach(name -> violation(asked.path() + " was sent the header " + name));
    }
}
