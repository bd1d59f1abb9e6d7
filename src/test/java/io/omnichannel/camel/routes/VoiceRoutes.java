package io.omnichannel.camel.routes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.call.CallAnswer;
import io.omnichannel.call.CallUpdateProcessors;
import io.omnichannel.call.Decision;
import io.omnichannel.call.RecentTenants;
import io.omnichannel.call.TwimlProcessors;
import io.omnichannel.platform.RouteFiles;
import io.omnichannel.relay.RelayProcessors;
import io.omnichannel.twilio.Sentence;
import io.omnichannel.twilio.Verb;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.apache.camel.Processor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;

/**
 * The real voice routes, signature check, TwiML and sockets; what needs a database is stood in for. Not a component: the
 * module's own scan must not find it.
 */
@EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
@ComponentScan(
        basePackages = {"io.omnichannel.twilio", "io.omnichannel.camel"},
        excludeFilters =
                @Filter(
                        type = FilterType.REGEX,
                        pattern =
                                "io\\.omnichannel\\.camel\\.(RelayDoor|MessagingRoutes|routes\\..*|tool\\..*)|.*Test.*"))
@Import({TwimlProcessors.class, RecentTenants.class, CallUpdateProcessors.class})
class VoiceRoutes {

    static final String ACCOUNT = "AC00000000000000000000000000000001";
    static final String TOKEN = "12345";

    /** What the stand-in of the acceptors decides next, and what it was asked. */
    static final class FarEnd {

        private final List<String> asked = new CopyOnWriteArrayList<>();
        private final AgentSettings settings;
        private String decision = "connect";
        private RuntimeException failure;

        private FarEnd(AgentSettings settings) {
            this.settings = settings;
        }

        void decides(String decision) {
            this.decision = decision;
            this.failure = null;
            asked.clear();
        }

        void fails(RuntimeException failure) {
            decides("connect");
            this.failure = failure;
        }

        List<String> asked() {
            return asked;
        }

        private Processor frame(String name) {
            return exchange -> {
                asked.add(name);
                if (failure != null) {
                    throw failure;
                }
                exchange.setProperty(RelayProcessors.CLOSE_CODE, decision.equals("refuse") ? 1008 : 0);
            };
        }

        private Processor as(String name) {
            return exchange -> {
                asked.add(name);
                if (failure != null) {
                    throw failure;
                }
                exchange.getMessage()
                        .setBody(new CallAnswer(
                                Decision.valueOf(decision.toUpperCase(Locale.ROOT)),
                                "https://omni.example",
                                "ticket",
                                settings,
                                "",
                                false,
                                null));
            };
        }
    }

    @Bean
    FarEnd farEnd(ObjectMapper json) {
        ObjectNode settings = json.valueToTree(AgentDefaults.settings());
        return new FarEnd(json.convertValue(settings.put("transfer_number", "+33199000009"), AgentSettings.class));
    }

    @Bean
    Processor callAcceptor(FarEnd farEnd) {
        return farEnd.as("callAcceptor");
    }

    @Bean
    Processor callStepAcceptor(FarEnd farEnd) {
        return farEnd.as("callStepAcceptor");
    }

    @Bean
    Processor callStatusAcceptor(FarEnd farEnd) {
        return farEnd.as("callStatusAcceptor");
    }

    @Bean
    Processor outboundStatusAcceptor(FarEnd farEnd) {
        return farEnd.as("outboundStatusAcceptor");
    }

    @Bean
    Processor recordingAcceptor(FarEnd farEnd) {
        return farEnd.as("recordingAcceptor");
    }

    /** As where the tenant's provider is away: what is said is said by Twilio. */
    @Bean
    Processor ttsWish() {
        return exchange -> exchange.getMessage()
                .setBody(new Said(exchange.getMessage().getBody(Sentence.class).say()));
    }

    @Bean
    Processor ttsPlay() {
        return exchange -> {};
    }

    @Bean
    Processor ttsSay() {
        return exchange -> {};
    }

    @Bean
    Processor ttsVerb() {
        return exchange -> exchange.getMessage()
                .setBody(exchange.getMessage().getBody(Said.class).verb());
    }

    @Bean
    CircuitBreaker speechLimit() {
        return CircuitBreaker.ofDefaults("speech-limit");
    }

    @Bean(defaultCandidate = false, destroyMethod = "shutdownNow")
    ExecutorService voiceThreads() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }

    /** A sentence that was decided. */
    public record Said(Verb verb) {
        public boolean isOpen() {
            return false;
        }
    }

    /** The frame is the body already. */
    @Bean
    Processor relayDoor() {
        return exchange -> {};
    }

    @Bean
    Processor relayPrompt(FarEnd farEnd) {
        return farEnd.frame("relayPrompt");
    }

    @Bean
    Processor relayInterrupt(FarEnd farEnd) {
        return farEnd.frame("relayInterrupt");
    }

    @Bean
    Processor relaySetup(FarEnd farEnd) {
        return farEnd.frame("relaySetup");
    }

    @Bean
    Processor relayDtmf(FarEnd farEnd) {
        return farEnd.frame("relayDtmf");
    }

    @Bean
    Processor relayInfo(FarEnd farEnd) {
        return farEnd.frame("relayInfo");
    }

    @Bean
    Processor relayError(FarEnd farEnd) {
        return farEnd.frame("relayError");
    }

    @Bean
    Processor relayOpened(FarEnd farEnd) {
        return farEnd.frame("relayOpened");
    }

    @Bean
    Processor relayMalformed(FarEnd farEnd) {
        return farEnd.frame("relayMalformed");
    }

    @Bean
    Processor relayClosed(FarEnd farEnd) {
        return farEnd.frame("relayClosed");
    }

    @Bean
    Processor relayIgnored(FarEnd farEnd) {
        return farEnd.frame("relayIgnored");
    }

    /** Only the files of the story of a call, whatever else the folder holds. */
    static final class Files implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            String files = RouteFiles.locate("routes").stream()
                    .filter(
                            file -> file.matches(
                                    ".*/(voice/[^/]+|voices/tts-enrich[^/]*|shared/(answer|verify-twilio|voice|webhook|relay)[^/]*)"))
                    .collect(Collectors.joining(","));
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "voice-routes",
                            Map.of(
                                    "camel.main.routes-include-pattern", files,
                                    "omnichannel.public-url", "",
                                    "omnichannel.twilio-account-sid", ACCOUNT,
                                    "omnichannel.twilio-auth-token", TOKEN,
                                    "management.server.port", "-1")));
        }
    }
}
