package io.omnichannel.agent.model;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.omnichannel.agent.Moment;
import io.omnichannel.agent.model.ModelFailure.Kind;
import io.omnichannel.agent.model.ModelStream.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One question to the models of a turn. The first is asked at once; when it is late the next is asked too, and when it
 * fails, instead. Who speaks first has the floor and the others are closed. Whoever has spoken is never spoken over: from
 * then on the answer is this model's or breaks off.
 *
 * <p>The turn's thread waits here and looks at the clock; words go from a stream's thread straight to the caller.
 */
final class Ask implements ModelStream.Listener {

    /** What came of it. */
    sealed interface Result {

        /** An answer, its words said. */
        record Whole(OpenModel model, ChatResponse response) implements Result {}

        /** An answer that ended in the middle, its first words said. */
        record BrokenOff(ModelFailure failure) implements Result {}

        /** Not one word of an answer. */
        record Nothing(ModelFailure failure) implements Result {}
    }

    private static final int MOST_REQUESTS = 4;
    private static final Duration BREATHER = Duration.ofMillis(250);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<OpenModel> models;
    private final ChatRequest request;
    private final Patience patience;
    private final Mouth mouth;
    private final Bridge bridge;
    private final Consumer<ModelStream> inVain;
    private final long begun = System.nanoTime();
    private final long limit;

    private final List<ModelStream> running = new ArrayList<>(2);
    private final Set<OpenModel> hopeless = new HashSet<>();
    private final Map<OpenModel, Long> restUntil = new HashMap<>();
    private ModelFailure failure = ModelFailure.of(Kind.PAUSED);
    private int requests;
    private int next;
    private boolean hedged;
    private ModelStream holder;
    private Ending ending;
    private boolean wordsSaid;
    private long lastPieceAt;
    private boolean closed;

    /**
     * @param inVain told of every request that is closed, or breaks, before its answer is whole: it costs something all the same
     * @param limit when the turn has to be over, on the clock of {@link System#nanoTime()}
     */
    Ask(
            List<OpenModel> models,
            ChatRequest request,
            Patience patience,
            Mouth mouth,
            Bridge bridge,
            Consumer<ModelStream> inVain,
            long limit) {
        this.models = models;
        this.request = request;
        this.patience = patience;
        this.mouth = mouth;
        this.bridge = bridge;
        this.inVain = inVain;
        this.limit = limit;
    }

    Result run() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            start(begun);
            while (true) {
                long now = System.nanoTime();
                Result result = holder == null ? withoutFloor(now) : withFloor(now);
                if (result != null) {
                    return result;
                }
                long wait = nextLook() - System.nanoTime();
                if (wait > 0) {
                    changed.awaitNanos(wait);
                }
            }
        } finally {
            closed = true;
            running.forEach(this::put);
            lock.unlock();
        }
    }

    private Result withoutFloor(long now) {
        if (now >= giveUpAt()) {
            running.forEach(stream -> stream.judge(ModelFailure.of(Kind.SLOW)));
            return new Result.Nothing(running.isEmpty() ? failure : ModelFailure.of(Kind.SLOW));
        }
        if (running.isEmpty() && !start(now) && nextRestEnds(now) >= giveUpAt()) {
            return new Result.Nothing(failure);
        }
        if (!hedged && now >= begun + patience.hedge()) {
            hedged = true;
            start(now);
        }
        if (now >= bridge.dueAt(false, giveUpAt())) {
            bridge.speak(false);
        }
        return null;
    }

    private Result withFloor(long now) {
        if (ending == null && now >= silencedAt()) {
            holder.judge(ModelFailure.of(Kind.SLOW));
            ending = new Ending.Broken(ModelFailure.of(Kind.SLOW));
            put(holder);
        }
        return switch (ending) {
            case null -> {
                if (!wordsSaid && now >= bridge.dueAt(false, giveUpAt())) {
                    bridge.speak(false);
                }
                yield null;
            }
            case Ending.Whole whole -> {
                mouth.endPart();
                yield new Result.Whole(holder.model(), whole.response());
            }
            case Ending.Broken broken when wordsSaid && !mouth.takeBack() -> new Result.BrokenOff(broken.failure());
            case Ending.Broken broken -> {
                // Nobody has heard anything of it: the next one may answer.
                mouth.takeBack();
                mouth.newPart();
                giveUp(holder, broken.failure());
                if (!holder.isCancelled() && holder.letters() > 0) {
                    inVain.accept(holder);
                }
                holder = null;
                ending = null;
                wordsSaid = false;
                yield withoutFloor(now);
            }
        };
    }

    /** When whoever has the floor loses it. Words that are being heard may flow for longer than a turn may take. */
    private long silencedAt() {
        long stalled = lastPieceAt + patience.stall();
        return wordsSaid && patience.spoken() ? stalled : Math.min(stalled, limit);
    }

    private long giveUpAt() {
        return Math.min(begun + patience.giveUp(), limit);
    }

    private long nextLook() {
        if (holder != null) {
            return wordsSaid ? silencedAt() : Math.min(silencedAt(), bridge.dueAt(false, giveUpAt()));
        }
        long look = Math.min(giveUpAt(), bridge.dueAt(false, giveUpAt()));
        if (!hedged) {
            look = Math.min(look, begun + patience.hedge());
        }
        return running.isEmpty() ? Math.min(look, nextRestEnds(System.nanoTime())) : look;
    }

    /** Asks the next model that may be asked. @return false when there is none now */
    private boolean start(long now) {
        for (int i = 0; i < models.size() && requests < MOST_REQUESTS; i++) {
            OpenModel model = models.get(next++ % models.size());
            boolean rested = restUntil.getOrDefault(model, now) <= now;
            if (!hopeless.contains(model) && rested && model.mayBeAsked()) {
                requests++;
                ModelStream stream = new ModelStream(model, request, this);
                running.add(stream);
                mouth.reached(Moment.MODEL_ASKED);
                stream.send();
                return true;
            }
        }
        return false;
    }

    /** When a model that failed may be asked again; never, when all of them may be already. */
    private long nextRestEnds(long now) {
        return requests >= MOST_REQUESTS
                ? Long.MAX_VALUE
                : restUntil.entrySet().stream()
                        .filter(rest -> !hopeless.contains(rest.getKey()))
                        .mapToLong(Map.Entry::getValue)
                        .filter(end -> end > now)
                        .min()
                        .orElse(Long.MAX_VALUE);
    }

    private void giveUp(ModelStream stream, ModelFailure why) {
        running.remove(stream);
        failure = why;
        if (why.passing()) {
            long rest = Math.max(why.retryAfter().toNanos(), BREATHER.toNanos());
            restUntil.put(stream.model(), System.nanoTime() + rest);
        } else {
            hopeless.add(stream.model());
        }
    }

    private void put(ModelStream stream) {
        stream.notNeeded();
        if (!stream.isCancelled()) {
            stream.cancel();
            inVain.accept(stream);
        }
    }

    @Override
    public void words(ModelStream stream, String piece) {
        lock.lock();
        try {
            if (hasFloor(stream)) {
                lastPieceAt = System.nanoTime();
                wordsSaid = true;
                mouth.words(piece);
                bridge.broken();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void wish(ModelStream stream) {
        lock.lock();
        try {
            if (hasFloor(stream)) {
                lastPieceAt = System.nanoTime();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void ended(ModelStream stream, Ending how) {
        lock.lock();
        try {
            if (how instanceof Ending.Broken broken && holder == null && !closed) {
                giveUp(stream, broken.failure());
                changed.signal();
            } else if (hasFloor(stream) && ending == null) {
                ending = how;
                if (how instanceof Ending.Whole) {
                    // It ends by itself, and its connection is used again.
                    running.remove(stream);
                }
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes the floor when nobody has it: whoever else was asked has come too late. */
    private boolean hasFloor(ModelStream stream) {
        if (closed || holder != null) {
            return !closed && holder == stream && ending == null;
        }
        if (!running.contains(stream)) {
            return false;
        }
        holder = stream;
        lastPieceAt = System.nanoTime();
        mouth.reached(Moment.MODEL_ANSWERED);
        for (ModelStream late : List.copyOf(running)) {
            if (late != stream) {
                if (running.indexOf(late) < running.indexOf(stream)) {
                    late.judge(ModelFailure.of(Kind.SLOW));
                }
                running.remove(late);
                put(late);
            }
        }
        changed.signal();
        return true;
    }
}
