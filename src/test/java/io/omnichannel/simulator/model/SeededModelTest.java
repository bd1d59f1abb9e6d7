package io.omnichannel.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.simulator.model.ModelAnswer.End;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A simulated model's pauses and faults: drawn, and the same again with the same seed. */
class SeededModelTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ModelScript WORDS = request -> ModelAnswer.of("one two three four five six seven eight");

    @Test
    void repeatsARunWithTheSameSeed() {
        assertThat(run(model(7, 0.3), questions(200))).isEqualTo(run(model(7, 0.3), questions(200)));
    }

    @Test
    void makesAnotherRunOfAnotherSeed() {
        assertThat(run(model(7, 0.3), questions(200))).isNotEqualTo(run(model(8, 0.3), questions(200)));
    }

    @Test
    void drawsTheSameInWhateverOrderConversationsAsk() {
        List<ModelRequest> asked = questions(100);
        List<ModelRequest> shuffled = new ArrayList<>(asked);
        Collections.shuffle(shuffled, new Random(1));
        ModelScript first = model(7, 0.3);
        ModelScript second = model(7, 0.3);

        List<ModelAnswer> inOrder = run(first, asked);
        List<ModelAnswer> inDisorder = run(second, shuffled);

        for (int i = 0; i < asked.size(); i++) {
            assertThat(inDisorder.get(shuffled.indexOf(asked.get(i)))).isEqualTo(inOrder.get(i));
        }
    }

    @Test
    void isNotBoundToFailWhoAsksAgain() {
        ModelScript model = model(7, 0.5);
        List<ModelRequest> same = Collections.nCopies(50, question("Where is my parcel?", 3));

        List<ModelAnswer> answers = run(model, same);

        assertThat(answers).anyMatch(SeededModelTest::isWhole).anyMatch(answer -> !isWhole(answer));
        assertThat(run(model(7, 0.5), same)).isEqualTo(answers);
    }

    @Test
    void failsAsOftenAsItIsToldAndInEveryWay() {
        List<ModelAnswer> answers = run(model(7, 0.25), questions(2_000));

        assertThat(answers.stream().filter(answer -> !isWhole(answer)).count()).isBetween(440L, 560L);
        assertThat(answers).extracting(ModelAnswer::status).contains(200, 429, 500);
        assertThat(answers)
                .extracting(ModelAnswer::end)
                .contains(End.WHOLE, End.STALL, End.CUT, End.GARBAGE, End.ERROR_EVENT);
    }

    @Test
    void neverFailsUnlessToldTo() {
        assertThat(run(model(7, 0), questions(500))).allMatch(SeededModelTest::isWhole);
        assertThat(run(model(7, 1), questions(500))).noneMatch(SeededModelTest::isWhole);
    }

    @Test
    void pausesWithinItsSpread() {
        List<ModelAnswer> answers = run(model(7, 0), questions(200));

        assertThat(answers)
                .extracting(ModelAnswer::firstAfter)
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofMillis(50), Duration.ofMillis(80)))
                .doesNotHaveDuplicates();
        assertThat(gaps(answers.getFirst()))
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofMillis(5), Duration.ofMillis(9)))
                .doesNotHaveDuplicates()
                .isEqualTo(gaps(answers.getFirst()))
                .isNotEqualTo(gaps(answers.getLast()));
    }

    @Test
    void keepsAFixedPaceWithoutASpread() {
        SimulatedModelSettings fixed = new SimulatedModelSettings(
                Duration.ofMillis(50), Duration.ZERO, Duration.ofMillis(5), Duration.ZERO, 0, 7);

        ModelAnswer answer = new SeededModel(WORDS, fixed).answer(question("Hi", 1));

        assertThat(answer.firstAfter()).isEqualTo(Duration.ofMillis(50));
        assertThat(gaps(answer)).containsOnly(Duration.ofMillis(5));
    }

    @Test
    void saysTheSameOnTheWireAgain() throws Exception {
        assertThat(wire(7)).isEqualTo(wire(7)).isNotEqualTo(wire(8));
    }

    @Test
    void refusesAShareThatIsNone() {
        assertThatThrownBy(() -> model(7, 1.5)).hasMessageContaining("omnichannel.simulated-model.faults is 1.5");
    }

    private static ModelScript model(long seed, double faults) {
        return new SeededModel(
                WORDS,
                new SimulatedModelSettings(
                        Duration.ofMillis(50),
                        Duration.ofMillis(30),
                        Duration.ofMillis(5),
                        Duration.ofMillis(4),
                        faults,
                        seed));
    }

    private static List<ModelAnswer> run(ModelScript model, List<ModelRequest> requests) {
        return requests.stream().map(model::answer).toList();
    }

    private static List<ModelRequest> questions(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> question("Question " + i, 1 + i % 7))
                .toList();
    }

    private static ModelRequest question(String text, int messages) {
        try {
            return ModelRequest.read(body(text, messages, false).getBytes(StandardCharsets.UTF_8));
        } catch (ModelRequest.Wrong never) {
            throw new IllegalArgumentException(never);
        }
    }

    private static String body(String text, int messages, boolean stream) {
        ObjectNode body = JSON.createObjectNode().put("model", "m").put("stream", stream);
        for (int i = 0; i < messages; i++) {
            body.withArray("messages").addObject().put("role", "user").put("content", text);
        }
        return body.toString();
    }

    private static boolean isWhole(ModelAnswer answer) {
        return answer.status() == 200 && answer.end() == End.WHOLE;
    }

    private static List<Duration> gaps(ModelAnswer answer) {
        Supplier<Duration> gaps = answer.gaps().begin();
        return Stream.generate(gaps).limit(20).toList();
    }

    /** Half of the answers fail; one that would be silent for ever ends like one that is cut. */
    private static List<String> wire(long seed) throws IOException, InterruptedException {
        SimulatedModelSettings fast = new SimulatedModelSettings(
                Duration.ZERO, Duration.ofMillis(1), Duration.ZERO, Duration.ZERO, 0.5, seed);
        ModelScript script = new SeededModel(WORDS, fast);
        List<String> heard = new ArrayList<>();
        try (ModelDouble model = ModelDouble.listen(request -> {
                    ModelAnswer answer = script.answer(request);
                    return answer.end() == End.STALL ? answer.ending(End.CUT) : answer;
                });
                HttpClient http = HttpClient.newHttpClient()) {
            for (int i = 0; i < 40; i++) {
                heard.add(ask(http, model.url(), "Question " + i));
            }
        }
        return heard;
    }

    private static String ask(HttpClient http, URI url, String question) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(url + "/chat/completions"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body(question, 1, true)))
                            .build(),
                    BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException cut) {
            return "cut";
        }
    }
}
