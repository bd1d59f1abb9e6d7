package io.omnichannel.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.simulator.model.ModelAnswer.Call;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.mock.env.MockPropertySource;

/** The double against OpenAI's specification, spoken to by hand. */
class ModelDoubleTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USER = "{\"role\":\"user\",\"content\":\"Hi\"}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ModelDouble model = ModelDouble.listen(0, "right", request -> ModelAnswer.of("One two."));

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void streamsChunksAndTheUsageOnRequest() throws Exception {
        List<String> events = events(post(
                "right",
                "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"messages\":[" + USER
                        + "]}"));

        assertThat(events).hasSize(6).endsWith("[DONE]");
        assertThat(events.get(0)).contains("\"object\":\"chat.completion.chunk\"", "\"role\":\"assistant\"");
        assertThat(JSON.readTree(events.get(1)).at("/choices/0/delta/content").asText())
                .isEqualTo("One");
        assertThat(JSON.readTree(events.get(2)).at("/choices/0/delta/content").asText())
                .isEqualTo(" two.");
        assertThat(JSON.readTree(events.get(3)).at("/choices/0/finish_reason").asText())
                .isEqualTo("stop");
        assertThat(JSON.readTree(events.get(4)).at("/choices")).isEmpty();
        assertThat(JSON.readTree(events.get(4)).at("/usage/completion_tokens").asInt())
                .isEqualTo(2);
    }

    @Test
    void keepsTheUsageToItselfOtherwise() throws Exception {
        assertThat(events(post("right", "{\"model\":\"m\",\"stream\":true,\"messages\":[" + USER + "]}")))
                .noneMatch(event -> event.contains("usage"));
    }

    @Test
    void streamsToolCallsInPiecesMixedByTheirNumber() throws Exception {
        model.answers(request ->
                ModelAnswer.calling(new Call("a", "one", "{\"x\":123456}"), new Call("b", "two", "{\"y\":654321}")));

        List<String> events = events(post("right", "{\"model\":\"m\",\"stream\":true,\"messages\":[" + USER + "]}"));

        StringBuilder first = new StringBuilder();
        StringBuilder second = new StringBuilder();
        StringBuilder order = new StringBuilder();
        for (String event : events.subList(0, events.size() - 2)) {
            JsonNode call = JSON.readTree(event).at("/choices/0/delta/tool_calls/0");
            order.append(call.path("index").asInt());
            (call.path("index").asInt() == 0 ? first : second)
                    .append(call.at("/function/arguments").asText());
        }
        assertThat(order).hasToString("01010101");
        assertThat(first).hasToString("{\"x\":123456}");
        assertThat(second).hasToString("{\"y\":654321}");
        assertThat(events.get(events.size() - 2)).contains("\"finish_reason\":\"tool_calls\"");
    }

    @Test
    void answersWholeWhenNobodyWantsAStream() throws Exception {
        JsonNode answer = JSON.readTree(
                post("right", "{\"model\":\"m\",\"messages\":[" + USER + "]}").body());

        assertThat(answer.path("object").asText()).isEqualTo("chat.completion");
        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("One two.");
    }

    @Test
    void takesOneKeyOnly() throws Exception {
        HttpResponse<String> answer = post("wrong", "{\"model\":\"m\",\"messages\":[" + USER + "]}");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(JSON.readTree(answer.body()).at("/error/code").asText()).isEqualTo("invalid_api_key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | model parameter",
                "not JSON | could not parse",
                "{\"model\":\"m\",\"messages\":[]} | too short",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"colour\":1} | Unrecognized",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"king\",\"content\":\"Hi\"}]} | 'messages[].role'",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"stream_options\":{}} | stream_options",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"tool_choice\":\"none\"} | tool_choice",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"tool\",\"tool_call_id\":\"x\",\"content\":\"Hi\"}]} | 'tool'",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"x\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}]} | followed by tool messages",
            })
    void refusesWhatTheSpecificationDoesNotKnow(String body, String why) throws Exception {
        HttpResponse<String> answer = post("right", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).at("/error/message").asText()).contains(why);
        assertThat(model.refusals()).hasSize(1);
        assertThat(model.exchanges()).isEmpty();
    }

    @Test
    void saysHowLongToWait() throws Exception {
        model.answers(
                request -> ModelAnswer.refusing(429, "rate_limit_exceeded").retryAfter(Duration.ofSeconds(3)));

        HttpResponse<String> answer = post("right", "{\"model\":\"m\",\"messages\":[" + USER + "]}");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("3");
    }

    @ParameterizedTest
    @CsvSource({"true, '', true", "true, gpt, false", "false, '', false"})
    void standsInForAModelWhenAskedToAndNobodyElseDoes(String simulated, String named, boolean stands) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MockPropertySource()
                        .withProperty("omnichannel.llm-simulated", simulated)
                        .withProperty("omnichannel.llm-model", named));
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerSingleton("environment", environment);

        new ModelAddress().postProcessBeanFactory(beans);

        assertThat(beans.containsBean("modelDouble")).isEqualTo(stands);
        assertThat("double".equals(environment.getProperty("omnichannel.llm-model")))
                .isEqualTo(stands);
    }

    private HttpResponse<String> post(String key, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(model.url() + "/chat/completions"))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static List<String> events(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring(6))
                .toList();
    }
}
