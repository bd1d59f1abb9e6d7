package io.omnichannel.camel.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.camel.routes.VoiceRoutes.FarEnd;
import io.omnichannel.camel.websocket.SocketSession;
import io.omnichannel.relay.RelayFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.apache.camel.test.spring.junit5.UseAdviceWith;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** The content-based router of a live call; frames are put in where the socket would. */
@CamelSpringBootTest
@SpringBootTest(
        classes = VoiceRoutes.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "omnichannel.enabled=true")
@ContextConfiguration(initializers = VoiceRoutes.Files.class)
@UseAdviceWith
@DirtiesContext
class VoiceRelayRouteTest {

    private static final RelayFrame SETUP = new RelayFrame.Setup("VX1", VoiceRoutes.ACCOUNT, "CA1", Map.of());

    private final CamelContext camel;
    private final ProducerTemplate socket;
    private final FarEnd farEnd;
    private final Session session = new Session();

    @Autowired
    VoiceRelayRouteTest(CamelContext camel, FarEnd farEnd) {
        this.camel = camel;
        this.socket = camel.createProducerTemplate();
        this.farEnd = farEnd;
    }

    @BeforeEach
    void start() throws Exception {
        if (!camel.isStarted()) {
            AdviceWith.adviceWith(camel, "voice-relay", advice -> advice.replaceFromWith("direct:frames"));
            camel.start();
        }
        farEnd.decides("accept");
    }

    static Stream<Arguments> frames() {
        return Stream.of(
                Arguments.of(new RelayFrame.Opened(), "relayOpened"),
                Arguments.of(SETUP, "relaySetup"),
                Arguments.of(new RelayFrame.Prompt("Bonjour", true), "relayPrompt"),
                Arguments.of(new RelayFrame.Interrupt("Bon"), "relayInterrupt"),
                Arguments.of(new RelayFrame.Dtmf("1"), "relayDtmf"),
                Arguments.of(new RelayFrame.Info(), "relayInfo"),
                Arguments.of(new RelayFrame.Failure("code: 64107"), "relayError"),
                Arguments.of(new RelayFrame.Malformed("no type"), "relayMalformed"),
                Arguments.of(new RelayFrame.Unknown("hologram"), "relayIgnored"),
                Arguments.of(new RelayFrame.Closed(1000), "relayClosed"));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void leadsEveryTypeOfFrameToItsStep(RelayFrame frame, String step) {
        Exchange exchange = receive(frame);

        assertThat(exchange.getException()).isNull();
        assertThat(farEnd.asked()).containsExactly(step);
        assertThat(session.closed).isEmpty();
    }

    @Test
    void hasAStepForEveryType() {
        assertThat(frames().<Object>map(frame -> frame.get()[0].getClass()))
                .containsExactlyInAnyOrder((Object[]) RelayFrame.class.getPermittedSubclasses());
    }

    @Test
    void closesTheSocketOfARefusedSetup() {
        farEnd.decides("refuse");

        receive(SETUP);

        assertThat(session.closed).containsExactly(1008);
    }

    @ParameterizedTest
    @MethodSource("frames")
    void survivesAFrameThatItFailsOn(RelayFrame frame, String step) {
        farEnd.fails(new IllegalStateException("not today"));

        Exchange exchange = receive(frame);

        assertThat(farEnd.asked()).containsExactly(step);
        assertThat(exchange.isFailed()).isFalse();
        assertThat(session.closed).isEmpty();
    }

    private Exchange receive(RelayFrame frame) {
        return socket.send("direct:frames", exchange -> {
            exchange.setProperty(SocketSession.PROPERTY, session);
            exchange.getMessage().setBody(frame);
        });
    }

    /** The far end of the socket. */
    private static final class Session implements SocketSession {

        private final List<Integer> closed = new ArrayList<>();
        private final Map<String, Object> attributes = new ConcurrentHashMap<>();

        @Override
        public String id() {
            return "session";
        }

        @Override
        public String path() {
            return "/webhooks/omnichannel/conversation";
        }

        @Override
        public String remoteAddress() {
            return "127.0.0.1";
        }

        @Override
        public boolean send(String text) {
            throw new AssertionError("The route itself says nothing");
        }

        @Override
        public boolean send(byte[] bytes) {
            throw new AssertionError("The route itself says nothing");
        }

        @Override
        public int forgetUnsentText() {
            return 0;
        }

        @Override
        public void close(int code, String reason) {
            closed.add(code);
        }

        @Override
        public boolean isOpen() {
            return closed.isEmpty();
        }

        @Override
        public Map<String, Object> attributes() {
            return attributes;
        }
    }
}
