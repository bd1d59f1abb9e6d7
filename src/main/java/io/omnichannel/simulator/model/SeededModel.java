package io.omnichannel.simulator.model;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.omnichannel.simulator.model.ModelAnswer.End;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A script's answers at a pace of their own, and a share of them broken. What becomes of an answer is drawn by the seed, the
 * question, its place in the conversation and how often it was asked there before: a run is repeated exactly, in whatever
 * order the questions of its conversations arrive, and who asks again may have better luck.
 */
public final class SeededModel implements ModelScript {

    private static final int REMEMBERED = 100_000;
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private final ModelScript script;
    private final SimulatedModelSettings settings;
    private final Cache<Place, AtomicInteger> asked =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** Where in which conversation; the system message says what time it is, and is not part of it. */
    private record Place(String question, int messages) {}

    private enum Fault {
        BUSY,
        BROKEN,
        SILENT,
        STALLS,
        CUT,
        GARBAGE,
        ERROR
    }

    public SeededModel(ModelScript script, SimulatedModelSettings settings) {
        this.script = script;
        this.settings = settings;
    }

    @Override
    public ModelAnswer answer(ModelRequest request) {
        SplittableRandom random = random(request);
        Pauses first = new Pauses(settings.firstToken(), settings.firstTokenSpread(), random.nextLong());
        ModelAnswer answer = script.answer(request)
                .after(first.begin().get())
                .apart(new Pauses(settings.gap(), settings.gapSpread(), random.nextLong()));
        return random.nextDouble() < settings.faults() ? broken(answer, random) : answer;
    }

    private SplittableRandom random(ModelRequest request) {
        Place place = new Place(request.question(), request.messages().size());
        int before = asked.get(place, never -> new AtomicInteger()).getAndIncrement();
        long drawn = (place.question().hashCode() * 31L + place.messages()) * 31 + before;
        return new SplittableRandom(settings.seed() * GOLDEN_RATIO + drawn);
    }

    private static ModelAnswer broken(ModelAnswer answer, SplittableRandom random) {
        Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
        ModelAnswer begun = answer.upTo(random.nextInt(answer.words().size() + 1));
        return switch (fault) {
            case BUSY -> ModelAnswer.refusing(429, "rate_limit_exceeded").retryAfter(Duration.ofSeconds(1));
            case BROKEN -> ModelAnswer.refusing(500, "server_error");
            case SILENT -> ModelAnswer.silence();
            case STALLS -> begun.ending(End.STALL);
            case CUT -> begun.ending(End.CUT);
            case GARBAGE -> begun.ending(End.GARBAGE);
            case ERROR -> begun.ending(End.ERROR_EVENT);
        };
    }
}
