package io.omnichannel.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.omnichannel.agent.model.ModelFailure.Kind;
import io.omnichannel.agent.model.ModelStream.Ending;
import io.omnichannel.simulator.model.ModelAnswer;
import io.omnichannel.simulator.model.ModelAnswer.Call;
import io.omnichannel.simulator.model.ModelAnswer.End;
import io.omnichannel.simulator.model.ModelDouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire to a model, and that it stops when it shall. */
class StreamingHttpTest {

    private final ModelDouble model = ModelDouble.listen(request -> ModelAnswer.of("One two three."));
    private final Models models = new Models(settings());

    @AfterEach
    void close() {
        models.close();
        model.close();
    }

    @Test
    void handsEachWordOnWhenItComes() {
        model.answers(request -> ModelAnswer.of("One").ending(End.STALL));
        Heard first = ask(model.url());
        await().until(() -> first.words.equals(List.of("One")));
        assertThat(first.ending).isNotDone();
        first.stream.cancel();

        model.answers(request -> ModelAnswer.of("One two three."));
        Heard heard = ask(model.url());

        assertThat(whole(heard).aiMessage().text()).isEqualTo("One two three.");
        assertThat(heard.words).containsExactly("One", " two", " three.");
        assertThat(model.exchanges().getFirst().authorization()).isEqualTo("Bearer key");
        assertThat(model.refusals()).isEmpty();
    }

    @Test
    void closesTheConnectionWhenCancelledBeforeTheFirstWord() {
        CountDownLatch cancelled = new CountDownLatch(1);
        model.answers(request -> {
            await().forever().until(() -> cancelled.getCount() == 0);
            return ModelAnswer.of("word ".repeat(5_000)).apart(Duration.ofMillis(20));
        });
        Heard heard = ask(model.url());
        await().until(() -> model.exchanges().size() == 1);

        heard.stream.cancel();
        cancelled.countDown();

        await().until(() -> model.exchanges().getFirst().isHungUp());
        assertThat(heard.words).isEmpty();
        assertThat(heard.ending).isNotDone();
    }

    @Test
    void closesTheConnectionWhenCancelledBetweenTwoWords() {
        model.answers(request -> ModelAnswer.of("One two three.").ending(End.STALL));
        Heard heard = ask(model.url());
        await().until(() -> heard.words.size() == 3);

        heard.stream.cancel();

        await().until(() -> model.exchanges().getFirst().isHungUp());
    }

    @Test
    void closesTheConnectionWhenCancelledBeforeAnyAnswer() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Heard heard = ask(URI.create("http://127.0.0.1:" + mute.getLocalPort() + "/v1"));
            try (Socket connection = mute.accept()) {
                connection.setSoTimeout(20_000);
                assertThat(connection.getInputStream().read()).isEqualTo('P');

                heard.stream.cancel();

                assertThat(connection.getInputStream().readAllBytes()).isNotNull();
            }
        }
    }

    @Test
    void usesAConnectionAgainWhenAnAnswerIsWhole() {
        for (int i = 0; i < 5; i++) {
            whole(ask(model.url()));
            await().until(() -> model.exchanges().getLast().isOver());
        }

        assertThat(model.connectionsMade()).isLessThanOrEqualTo(2);
    }

    @Test
    void letsNoStreamWaitForAnother() {
        model.answers(request -> ModelAnswer.of("One").ending(End.STALL));
        List<Heard> stalled = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            stalled.add(ask(model.url()));
        }
        await().until(() -> stalled.stream().allMatch(heard -> heard.words.size() == 1));

        model.answers(request -> ModelAnswer.of("Two"));

        assertThat(whole(ask(model.url())).aiMessage().text()).isEqualTo("Two");
        stalled.forEach(heard -> heard.stream.cancel());
    }

    @ParameterizedTest
    @CsvSource({
        "401, invalid_api_key, REFUSED",
        "403, '', REFUSED",
        "400, context_length_exceeded, REQUEST",
        "400, content_filter, FILTERED",
        "404, model_not_found, REQUEST",
        "408, '', SERVER",
        "429, rate_limit_exceeded, BUSY",
        "429, insufficient_quota, QUOTA",
        "500, server_error, SERVER",
        "503, '', SERVER",
        "529, overloaded_error, BUSY"
    })
    void tellsRefusalsApart(int status, String code, Kind kind) {
        model.answers(request -> ModelAnswer.refusing(status, code));

        assertThat(failure(ask(model.url())).kind()).isEqualTo(kind);
    }

    @Test
    void readsHowLongAProviderWantsToBeLeftAlone() {
        model.answers(
                request -> ModelAnswer.refusing(429, "rate_limit_exceeded").retryAfter(Duration.ofSeconds(7)));

        assertThat(failure(ask(model.url())).retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUT", "GARBAGE", "ERROR_EVENT"})
    void noticesAStreamThatBreaks(End end) {
        model.answers(request ->
                ModelAnswer.of("One two ").apart(Duration.ofMillis(50)).ending(end));

        Heard heard = ask(model.url());

        assertThat(failure(heard).kind()).isIn(Kind.STREAM, Kind.UNREACHABLE);
        assertThat(heard.words).startsWith("One");
    }

    @Test
    void noticesThatNobodyIsThere() {
        model.close();

        assertThat(failure(ask(model.url())).kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void putsToolCallsTogetherThatComeInPiecesAndMixed() {
        model.answers(request -> ModelAnswer.calling(
                new Call("call_a", "lookup", "{\"city\":\"Orléans\"}"),
                new Call("call_b", "remember", "{\"name\":\"address\",\"value\":\"12 rue des Lilas\"}")));

        assertThat(whole(ask(model.url())).aiMessage().toolExecutionRequests())
                .containsExactly(
                        call("call_a", "lookup", "{\"city\":\"Orléans\"}"),
                        call("call_b", "remember", "{\"name\":\"address\",\"value\":\"12 rue des Lilas\"}"));
    }

    /** As different servers write the same answer. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // No blank behind the colon, carriage returns, a comment, a field that nobody knows.
                ": hi\r\nid: 3\r\ndata:{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Là\"}}],\"x\":1}\r\n\r\n"
                        + "data:{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\r\n\r\ndata:[DONE]\r\n\r\n",
                // An event over two lines; no end marker.
                "data: {\"choices\":[{\"index\":0,\ndata: \"delta\":{\"content\":\"Là\"}}]}\n\n"
                        + "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
                // As Azure begins, and as it ends.
                "data: {\"choices\":[],\"prompt_filter_results\":[{\"prompt_index\":0}]}\n\n"
                        + "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Là\"},\"finish_reason\":null}]}\n\n"
                        + "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\",\"content_filter_results\":{}}]}\n\n"
                        + "data: {\"choices\":[{\"index\":0,\"finish_reason\":null,\"content_filter_offsets\":{}}]}\n\ndata: [DONE]\n\n",
                // As Mistral may: content in pieces, the usage with the last event.
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":[{\"type\":\"text\",\"text\":\"L\"},{\"type\":\"text\",\"text\":\"à\"}]}}]}\n\n"
                        + "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,\"total_tokens\":2,\"completion_tokens\":1}}\n\ndata: [DONE]\n\n"
            })
    void understandsWhatServersMakeOfTheProtocol(String stream) throws Exception {
        for (int piece : new int[] {1, 7, 4_096}) {
            assertThat(whole(served(stream, piece)).aiMessage().text()).isEqualTo("Là");
        }
    }

    @Test
    void understandsSeveralWholeToolCallsInOneEvent() throws Exception {
        String stream =
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Un instant.\",\"tool_calls\":["
                        + "{\"id\":\"a\",\"function\":{\"name\":\"one\",\"arguments\":{\"x\":1}}},"
                        + "{\"id\":\"b\",\"function\":{\"name\":\"two\",\"arguments\":\"{}\"}}]},\"finish_reason\":\"tool_calls\"}]}\n\ndata: [DONE]\n\n";

        Heard heard = served(stream, 4_096);

        assertThat(whole(heard).aiMessage().toolExecutionRequests())
                .containsExactly(call("a", "one", "{\"x\":1}"), call("b", "two", "{}"));
        assertThat(heard.words).containsExactly("Un instant.");
    }

    /** What a server streams in pieces of so many bytes, letters torn apart. */
    private Heard served(String stream, int piece) throws IOException {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try (server;
                    Socket connection = server.accept()) {
                connection.setTcpNoDelay(true);
                byte[] request = new byte[65_536];
                StringBuilder head = new StringBuilder();
                while (!head.toString().contains("\"stream\"")) {
                    head.append(
                            new String(request, 0, connection.getInputStream().read(request), StandardCharsets.UTF_8));
                }
                byte[] body = stream.getBytes(StandardCharsets.UTF_8);
                connection
                        .getOutputStream()
                        .write(("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: " + body.length
                                        + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                for (int from = 0; from < body.length; from += piece) {
                    connection.getOutputStream().write(body, from, Math.min(piece, body.length - from));
                }
            } catch (IOException gone) {
                // The test sees what did not come.
            }
        });
        return ask(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1"));
    }

    private static ToolExecutionRequest call(String id, String name, String arguments) {
        return ToolExecutionRequest.builder()
                .id(id)
                .name(name)
                .arguments(arguments)
                .build();
    }

    private Heard ask(URI url) {
        Heard heard = new Heard();
        OpenModel open = models.open(new ModelEndpoint(url, "key", "a-model", false));
        assertThat(open.mayBeAsked()).isTrue();
        ChatRequest request = ChatRequest.builder()
                .messages(UserMessage.from("[voice] Hello"))
                .build();
        heard.stream = new ModelStream(open, request, heard);
        heard.stream.send();
        return heard;
    }

    private static ChatResponse whole(Heard heard) {
        return ((Ending.Whole) heard.ending.orTimeout(20, TimeUnit.SECONDS).join()).response();
    }

    private static ModelFailure failure(Heard heard) {
        return ((Ending.Broken) heard.ending.orTimeout(20, TimeUnit.SECONDS).join()).failure();
    }

    private static ModelSettings settings() {
        return new ModelSettings("", "", "", "", "", "", List.of(), Duration.ofSeconds(2), 800, Duration.ofSeconds(15));
    }

    private static final class Heard implements ModelStream.Listener {

        final List<String> words = new CopyOnWriteArrayList<>();
        final CompletableFuture<Ending> ending = new CompletableFuture<>();
        ModelStream stream;

        @Override
        public void words(ModelStream stream, String piece) {
            words.add(piece);
        }

        @Override
        public void wish(ModelStream stream) {}

        @Override
        public void ended(ModelStream stream, Ending how) {
            ending.complete(how);
        }
    }
}
