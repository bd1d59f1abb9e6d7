package io.omnichannel.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.conversation.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/** A timeline in memory, for tests of what is said rather than of how it is stored. */
final class RecordedTimeline implements Timeline {

    private final Map<UUID, String> lines = new LinkedHashMap<>();
    private final List<String> unheard = new ArrayList<>();
    private final List<TurnRecord> turns = new ArrayList<>();
    private final List<List<Long>> reopened = new ArrayList<>();
    private int nudges;
    private volatile boolean takenOver;
    private volatile CountDownLatch held = new CountDownLatch(0);

    /** From here on nothing is written. */
    void hold() {
        held = new CountDownLatch(1);
    }

    void letGo() {
        held.countDown();
    }

    /** From here on a human has the conversation. */
    void takeOver() {
        takenOver = true;
    }

    @Override
    public boolean append(SpokenMessage message) {
        try {
            held.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        keep(message);
        return takenOver;
    }

    private synchronized void keep(SpokenMessage message) {
        lines.put(message.id(), message.role().wireName() + ":" + message.content());
    }

    @Override
    public synchronized void record(TurnRecord turn) {
        turns.add(turn);
    }

    @Override
    public synchronized void cutToHeard(String tenant, UUID message, Hearing hearing) {
        lines.computeIfPresent(message, (id, line) -> line.substring(0, line.indexOf(':') + 1) + hearing.heard());
        unheard.add(hearing.unheard());
        reopened.add(hearing.reopens());
    }

    @Override
    public synchronized void noteNudge(String tenant, UUID call) {
        nudges++;
    }

    synchronized List<String> lines() {
        return List.copyOf(lines.values());
    }

    synchronized List<String> unheard() {
        return List.copyOf(unheard);
    }

    synchronized List<List<Long>> reopened() {
        return List.copyOf(reopened);
    }

    synchronized List<TurnRecord> turns() {
        return List.copyOf(turns);
    }

    void awaitTurns(int count) {
        await().untilAsserted(() -> assertThat(turns()).hasSize(count));
    }

    synchronized int nudges() {
        return nudges;
    }

    synchronized List<String> outcomes() {
        return turns.stream().map(TurnRecord::outcome).toList();
    }

    void awaitLines(String... expected) {
        await().untilAsserted(() -> assertThat(lines()).containsExactly(expected));
    }
}
