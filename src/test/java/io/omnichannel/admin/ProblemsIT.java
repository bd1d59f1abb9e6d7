package io.omnichannel.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.ServerTest;
import io.omnichannel.admin.AdminClient.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class ProblemsIT {

    @LocalServerPort
    int port;

    private AdminClient client;

    @BeforeEach
    void connect() {
        client = new AdminClient(port);
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "GET, /, 404, not_found",
        "GET, /no/such/path, 404, not_found",
        "GET, /keys, 404, not_found",
        "GET, /keys, 404, not_found",
        "PATCH, /conversations, 405, method_not_allowed",
        "POST, /agent/config, 405, method_not_allowed",
        "PATCH, /agent/config, 405, method_not_allowed",
        "PUT, /health, 405, method_not_allowed",
        "GET, webhooks/omnichannel/no/such, 404, not_found",
        "GET, webhooks/omnichannel/voice, 405, method_not_allowed",
        "GET, omnichannel/no-console-yet, 404, not_found",
        "GET, /conversations/0190a000-0000-7000-8000-000000000000, 404, not_found",
        "GET, /conversations/1, 404, not_found",
        "DELETE, /phone-mappings/1, 404, not_found",
        "GET, /phone-mappings?limit=0, 400, invalid_request",
        "GET, /phone-mappings?limit=101, 400, invalid_request",
        "GET, /phone-mappings?limit=ten, 400, invalid_request",
        "GET, /phone-mappings?after=%21, 400, invalid_cursor",
        "GET, /phone-mappings?after=YWJj, 400, invalid_cursor",
        "GET, /phone-mappings?tenantId=no%20tenant, 400, invalid_request",
        "GET, /conversations, 400, tenant_required",
        "GET, /conversations?tenantId=a&tenant_id=b, 400, tenant_mismatch",
        "GET, /conversations?tenantId=a&status=open, 400, invalid_request",
        "GET, /conversations?tenantId=a&channel=fax, 400, invalid_request",
        "GET, /conversations?tenantId=a&q=%00, 400, invalid_request",
        "GET, /conversations?tenantId=a&tenantId=b, 400, tenant_mismatch"
    })
    void answersEveryErrorWithAProblem(String method, String path, int status, String code) {
        assertProblem(client.send(method, path, BodyPublishers.noBody()), status, code);
    }

    @Test
    void saysWhatAnAddressTakes() {
        Reply reply = client.post("/health", "{}");

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).contains("GET");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"tenantId\": \"a\",, }       | line 1, column 18",
                "{\"tenantId\": \"a\"} more     | line 1",
                "{\"agent_name\":1,\"agent_name\":2} | line 1",
                "``                             | There is no body; send one JSON document",
                "{\"tenantId\": %s}             | a number that is too long, or goes too deep"
            })
    void saysWhereABodyIsNoJson(String body, String where) {
        Reply reply = client.put("/agent/config", body.formatted("[".repeat(2_000)));

        assertProblem(reply, 400, "invalid_json");
        assertThat(reply.json().get("detail").asText()).contains(where);
        assertThat(reply.text()).doesNotContain("jackson", "com.", "Exception");
    }

    @Test
    void saysThatABodyIsNotInUtf8() {
        byte[] latin = "{\"tenantId\":\"a\",\"agent_name\":\"Léa\"}".getBytes(StandardCharsets.ISO_8859_1);

        Reply reply = client.send(
                "PUT", "/agent/config", BodyPublishers.ofByteArray(latin), "Content-Type", "application/json");

        assertProblem(reply, 400, "invalid_json");
        assertThat(reply.json().get("detail").asText()).endsWith("; there is a letter that is not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "1", "null"})
    void wantsAnObject(String body) {
        assertProblem(client.put("/agent/config", body), 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"})
    void takesJsonOnly(String contentType) {
        assertProblem(
                client.send("PUT", "/agent/config", BodyPublishers.ofString("{}"), "Content-Type", contentType),
                415,
                "unsupported_media_type");
    }

    @Test
    void refusesABodyThatIsTooLargeWhetherItSaysSoOrNot() {
        byte[] large = new byte[256 * 1024 + 1];
        String json = "application/json";

        assertProblem(
                client.send("PUT", "/agent/config", BodyPublishers.ofByteArray(large), "Content-Type", json),
                413,
                "content_too_large");
        assertProblem(
                client.send("PUT", "/agent/config", chunked(large), "Content-Type", json), 413, "content_too_large");
        assertProblem(
                client.send("PUT", "api/v1/omnichannel/%61gent/config", chunked(large), "Content-Type", json),
                413,
                "content_too_large");
        assertProblem(
                client.send("POST", "webhooks/omnichannel/sms", chunked(new byte[64 * 1024 + 1])),
                413,
                "content_too_large");
    }

    @Test
    void readsABodyThatDoesNotSayItsLength() {
        byte[] body = "{\"tenantId\":\"chunked\"}".getBytes(StandardCharsets.UTF_8);

        Reply reply = client.send("PUT", "/agent/config", chunked(body), "Content-Type", "application/json");

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "error", "webhooks/twilio/x", "webhooks/vapi/x", "api/v1/omnichannels", "tenants"})
    void hasNothingOfOursElsewhere(String path) {
        Reply reply = client.send("GET", path.isEmpty() ? "?" : path, BodyPublishers.noBody());

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/omnichannel/conversations/a%2Fb HTTP/1.1",
                "GET /api/v1/omnichannel/conversations/%zz HTTP/1.1",
                "TRACE /api/v1/omnichannel/health HTTP/1.1",
                "GET /api/v1/omnichannel/<x> HTTP/1.1",
                "NONSENSE",
                "GET /api/v1/omnichannel/health HTTP/9.9"
            })
    void tellsNothingOfItsInsideToBrokenRequests(String line) throws IOException {
        String answer = raw(line + "\r\nHost: localhost\r\nX-Secret: echo-me\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 ").matches("(?s)HTTP/1.1 (4|5)\\d\\d.*");
        assertThat(answer).doesNotContainIgnoringCase("tomcat", "<html", "exception", "java", "echo-me");
    }

    @Test
    void saysWhatIsWrongWithAQueryThatCannotBeDecoded() throws IOException {
        String answer = raw("GET /api/v1/omnichannel/phone-mappings?limit=5% HTTP/1.1\r\nHost: localhost\r\n"
                + "Connection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "%25");
    }

    @Test
    void refusesAFormWhereABodyMayBeLeftOut() {
        Reply reply = client.send(
                "POST",
                "/conversations/0190a000-0000-7000-8000-000000000000/release",
                BodyPublishers.ofString("{\"note\":\"kept\"}"),
                "Content-Type",
                "application/x-www-form-urlencoded");

        assertProblem(reply, 415, "unsupported_media_type");
    }

    @Test
    void answersAnEncodedSlashWithAProblem() throws IOException {
        String answer = raw("GET /api/v1/omnichannel/conversations/a%2Fb HTTP/1.1\r\nHost: localhost\r\n"
                + "Connection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "\"code\":\"bad_request\"");
    }

    @Test
    void keepsTheCallersTraceAndEchoesNothing() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        Reply refused = client.with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01", "X-Anything", "echo-me")
                .get("/agent/config?tenantId=unknown");
        Reply odd = client.get("/agent/config?tenantId=unknown&Content-Type=text%2Fhtml&CamelHttpResponseCode=418");
        Reply health = client.with("X-Anything", "echo-me", "Authorization", "Bearer x")
                .get("/health");

        assertThat(refused.status()).isEqualTo(404);
        assertProblem(odd, 400, "invalid_request");
        assertThat(refused.json().get("traceId").asText()).isEqualTo(trace);
        assertThat(refused.http().headers().map().toString()
                        + health.http().headers().map())
                .doesNotContain("echo-me", "Bearer", "anything", "traceparent");
        assertThat(health.http().headers().map())
                .containsOnlyKeys("cache-control", "content-type", "content-length", "date");
    }

    private static void assertProblem(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.contentType()).isEqualTo("application/problem+json");
        JsonNode problem = reply.json();
        assertThat(problem.get("type").asText()).isNotEmpty();
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("code").asText()).isEqualTo(code);
        assertThat(problem.get("traceId").asText()).matches("[0-9a-f]{32}");
        assertThat(problem.get("error")).isEqualTo(problem.get("title"));
        assertThat(problem.get("message")).isEqualTo(problem.get("detail"));
    }

    private static BodyPublisher chunked(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
