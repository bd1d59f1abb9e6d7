package io.omnichannel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** The door behind a real Tomcat and Camel's platform-http: what was sent byte for byte is what is verified. */
class WebhookDoorHttpTest {

    private static final String PATH = "/webhooks/omnichannel/sms";

    private static ConfigurableApplicationContext server;
    private static int port;
    private static String token;

    @BeforeAll
    static void start(@TempDir Path data) {
        server = SpringApplication.run(
                Server.class,
                "--server.port=0",
                "--management.server.port=-1",
                "--omnichannel.enabled=true",
                "--omnichannel.twilio-account-sid=",
                "--omnichannel.twilio-auth-token=",
                "--omnichannel.public-url=",
                "--omnichannel.data-dir=" + data,
                "--camel.main.routes-include-pattern=false");
        port = ((ServletWebServerApplicationContext) server).getWebServer().getPort();
        token = server.getBean(TwilioAccounts.class).primary();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<SignatureVector> forms() {
        return SignatureVector.all().stream().filter(vector -> !vector.form().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void admitsEveryFormOfTheVectors(SignatureVector vector) throws IOException {
        byte[] body = FormBytes.encode(vector.form());

        assertThat(post(PATH, body, TwilioSignature.sign(token, url(PATH), vector.travelled())))
                .startsWith("HTTP/1.1 200")
                .endsWith(PATH);
        assertThat(post(PATH, body, TwilioSignature.sign("12345", url(PATH), vector.travelled())))
                .startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PATH + "?x=%2B1&y=a%20b+c&z=it's&e=",
                PATH + "?",
                PATH + "?bare",
                PATH + "?a=%c3%A9&a=2&&b=/?:@",
                "/webhooks/omnichannel/%73ms?x=1",
            })
    void keepsTheTargetRaw(String target) throws IOException {
        byte[] body = "AccountSid=AC1&Body=+x+&CamelHttpUrl=y&CamelHttpQuery=z".getBytes(StandardCharsets.UTF_8);
        String signature = TwilioSignature.sign(token, url(target), TwilioForm.decode(body));

        assertThat(post(target, body, signature)).startsWith("HTTP/1.1 200").endsWith(target.split("\\?")[0]);
    }

    @Test
    void refusesARequestWithoutOrWithTwoSignatures() throws IOException {
        byte[] body = "AccountSid=AC1&Body=x".getBytes(StandardCharsets.UTF_8);
        String right = TwilioSignature.sign(token, url(PATH), TwilioForm.decode(body));

        assertThat(post(PATH, body, "")).startsWith("HTTP/1.1 403");
        assertThat(post(PATH, body, right + "\r\nX-Twilio-Signature: " + right)).startsWith("HTTP/1.1 403");
    }

    @Test
    void refusesABodyThatIsNotUtf8WithoutAStackTrace() throws IOException {
        assertThat(post(PATH, "Body=%FF".getBytes(StandardCharsets.UTF_8), "x"))
                .startsWith("HTTP/1.1 403")
                .endsWith("\r\n\r\n");
    }

    @Test
    void admitsAGetByItsUrl() throws IOException {
        String target = PATH + "?AccountSid=AC1&From=%2B14158675310";
        String signature = TwilioSignature.sign(token, url(target), TwilioForm.empty());

        assertThat(exchange("GET " + target, "X-Twilio-Signature: " + signature + "\r\n", new byte[0]))
                .startsWith("HTTP/1.1 200");
        assertThat(exchange("GET " + target + "1", "X-Twilio-Signature: " + signature + "\r\n", new byte[0]))
                .startsWith("HTTP/1.1 403");
    }

    private static String url(String target) {
        return "http://127.0.0.1:" + port + target;
    }

    private static String post(String target, byte[] body, String signature) throws IOException {
        String signed = signature.isEmpty() ? "" : "X-Twilio-Signature: " + signature + "\r\n";
        return exchange("POST " + target, "Content-Type: application/x-www-form-urlencoded\r\n" + signed, body);
    }

    /** By hand: a client library would tidy the target up. */
    private static String exchange(String line, String headers, byte[] body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String head = line + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n" + headers
                    + "Content-Length: " + body.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Not a component: the module's own scan must not find it. */
    @EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    @ComponentScan
    static class Server {

        @Bean
        RouteBuilder routes() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    onException(RejectedWebhook.class)
                            .handled(true)
                            .removeHeaders("*")
                            .setBody(constant(""))
                            .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(403));
                    from("platform-http:" + PATH + "?useStreaming=true&populateBodyWithForm=false")
                            .process("twilioSignatureVerifier")
                            .process(exchange -> exchange.getMessage()
                                    .setBody(exchange.getMessage()
                                            .getBody(TwilioRequest.class)
                                            .path()))
                            .removeHeaders("*")
                            .setHeader(Exchange.HTTP_CHUNKED, constant(false));
                }
            };
        }
    }
}
