package io.omnichannel.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.World;
import io.omnichannel.simulator.call.Frame;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.call.SpokenAnswer;
import io.omnichannel.simulator.model.ModelAnswer;
import io.omnichannel.simulator.model.ModelAnswer.End;
import io.omnichannel.simulator.model.ModelRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * FI-13: every model that could answer is busy, broken, slow, silent, cut or speaks garbage. Nobody waits four seconds for a
 * word, every turn is answered, and nothing is said twice. In real time, with the ladder as it is delivered; providers are hardly ever
 * left alone, so that every turn meets its fault.
 */
@Tag("faults")
class ModelFaultsIT extends ModelServerTest {

    private static final int TURNS = 4;
    private static final long LONGEST_SILENCE_MS = 4_000;
    private static final List<String> FAULTS = List.of(
            "busy", "busy-for-a-second", "broken", "late", "silent", "stalls", "cut", "garbage", "error", "flaky");
    private static final String WORDS = String.join(
            " ", IntStream.rangeClosed(1, 12).mapToObj(i -> "word" + i).toList());

    private record Turn(String fault, SpokenAnswer answer, long silenceMs) {}

    @Test
    void leavesNobodyInSilence() throws Exception {
        MODEL.answers(ModelFaultsIT::misbehave);
        List<Turn> turns = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<List<Turn>>> calls = new ArrayList<>();
            for (String fault : FAULTS) {
                calls.add(() -> calls(fault));
                calls.add(() -> calls(fault));
            }
            for (Future<List<Turn>> call : callers.invokeAll(calls)) {
                turns.addAll(call.get());
            }
        }

        long longest = turns.stream().mapToLong(Turn::silenceMs).max().orElseThrow();
        long twice = turns.stream().filter(ModelFaultsIT::repeatsItself).count();
        System.out.printf(
                "faults | FI-13: %d turns | %d answered | longest silence %d ms | said twice %d%n",
                turns.size(),
                turns.stream().filter(turn -> !turn.answer().text().isBlank()).count(),
                longest,
                twice);
        assertThat(turns).hasSize(FAULTS.size() * 2 * TURNS);
        assertThat(turns).allSatisfy(turn -> {
            assertThat(turn.answer().text()).as(turn.fault()).isNotBlank();
            assertThat(turn.silenceMs()).as(turn.fault()).isLessThan(LONGEST_SILENCE_MS);
            assertThat(repeatsItself(turn))
                    .as("%s: %s", turn.fault(), turn.answer().text())
                    .isFalse();
        });
    }

    /** Two turns a call: after two that fail it ends. */
    private List<Turn> calls(String fault) {
        World.Tenant tenant = ownAccount(fault);
        List<Turn> turns = new ArrayList<>();
        while (turns.size() < TURNS) {
            SimulatedCall call = world.call(tenant);
            turns.add(turn(call, fault, turns.size()));
            turns.add(turn(call, fault, turns.size()));
            call.close();
            call.awaitEnd(PATIENCE);
        }
        return turns;
    }

    private static Turn turn(SimulatedCall call, String fault, int number) {
        call.forgetEarlierAnswers();
        long asked = call.say(fault + ", turn " + number + ": where is my parcel?");
        SpokenAnswer answer = call.nextAnswer(PATIENCE);
        return new Turn(fault, answer, silence(call, asked, answer.lastNanos()));
    }

    private static long silence(SimulatedCall call, long from, long to) {
        long longest = 0;
        long before = from;
        for (Frame frame : call.frames()) {
            boolean word = frame.fromServer() && frame.text().contains("\"text\"");
            if (word && frame.nanos() >= from && frame.nanos() <= to) {
                longest = Math.max(longest, frame.nanos() - before);
                before = frame.nanos();
            }
        }
        return longest / 1_000_000;
    }

    private static boolean repeatsItself(Turn turn) {
        String text = turn.answer().text();
        List<String> parts = Pattern.compile("word\\d+|[^.!?]{12,}[.!?]")
                .matcher(text)
                .results()
                .map(part -> part.group().strip())
                .toList();
        return parts.stream().distinct().count() != parts.size();
    }

    private static ModelAnswer misbehave(ModelRequest request) {
        String fault = request.question().replaceFirst(",.*", "");
        ModelAnswer words = ModelAnswer.of(WORDS).apart(Duration.ofMillis(20));
        return switch (fault) {
            case "busy" -> ModelAnswer.refusing(429, "rate_limit_exceeded");
            case "busy-for-a-second" ->
                ModelAnswer.refusing(429, "rate_limit_exceeded").retryAfter(Duration.ofSeconds(1));
            case "broken" -> ModelAnswer.refusing(500, "server_error");
            case "late" -> words.after(Duration.ofSeconds(30));
            case "silent" -> ModelAnswer.silence();
            case "stalls" -> words.ending(End.STALL);
            case "cut" -> words.ending(End.CUT);
            case "garbage" -> words.ending(End.GARBAGE);
            case "error" -> words.ending(End.ERROR_EVENT);
            default ->
                request.question().hashCode() % 2 == 0
                        ? words.after(Duration.ofSeconds(5))
                        : ModelAnswer.refusing(503, "");
        };
    }
}
