package io.omnichannel.agent;

import static io.omnichannel.agent.Examples.FRENCH;
import static io.omnichannel.agent.Examples.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.conversation.Channel;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ScriptedAgentStreamingTest {

    private final Agent agent = new ScriptedAgent(Clock.systemUTC(), Duration.ZERO);

    @Test
    void streamsWordByWordWithTheSpaceBeforeTheWord() throws Exception {
        HeardReply reply = new HeardReply();

        agent.answer(unclear(FRENCH), reply);

        assertThat(reply.tokens)
                .containsExactly("Je", " n'ai", " pas", " bien", " compris,", " pouvez-vous", " reformuler ?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "  deux  espaces  ",
                "« Bonjour », dit-elle : « entrez ! »",
                "une\nligne\n\nautre\n",
                "? ! « »",
                "日本語 です。",
                "fine 😀 👍🏽 ok ",
                "«"
            })
    void losesNoCharacter(String text) throws Exception {
        HeardReply reply = new HeardReply();

        agent.answer(unclear(fallback(text)), reply);

        assertThat(reply.text()).isEqualTo(text);
    }

    @Test
    void stopsAtOnceWhenCancelled() throws Exception {
        HeardReply reply = new HeardReply(3);

        agent.answer(unclear(FRENCH), reply);

        assertThat(reply.text()).isEqualTo("Je n'ai pas");
        assertThat(reply.next()).isNull();
    }

    @Test
    void saysNothingWhenCancelledBefore() throws Exception {
        HeardReply reply = new HeardReply(0);

        agent.answer(unclear(FRENCH), reply);

        assertThat(reply.tokens).isEmpty();
    }

    @Test
    void wakesFromItsPauseWhenCancelled() throws Exception {
        Agent slow = new ScriptedAgent(Clock.systemUTC(), Duration.ofHours(1));
        HeardReply reply = new HeardReply();
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread answering = Thread.startVirtualThread(() -> {
            try {
                slow.answer(unclear(FRENCH), reply);
            } catch (InterruptedException cancelled) {
                end.set(cancelled);
            }
        });
        await().until(() -> !reply.tokens.isEmpty());

        answering.interrupt();

        assertThat(answering.join(Duration.ofSeconds(5))).isTrue();
        assertThat(end.get()).isInstanceOf(InterruptedException.class);
        assertThat(reply.tokens).containsExactly("Je");
    }

    @Test
    void isABeanWithAndWithoutAClockAndAPace() {
        ApplicationContextRunner context = new ApplicationContextRunner()
                .withInitializer(started ->
                        started.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance()))
                .withBean(Humans.class, Humans::atTheirNumber)
                .withBean(ScriptedAgent.class);

        context.run(started -> assertThat(started).hasSingleBean(Agent.class));
        context.withBean(Clock.class, Clock::systemUTC)
                .withPropertyValues("omnichannel.agent.word-delay=80ms")
                .run(started -> assertThat(started).hasSingleBean(Agent.class));
    }

    private static Turn unclear(AgentSettings settings) {
        return turn(settings, Channel.VOICE, "Je voudrais une pizza");
    }

    private static AgentSettings fallback(String text) {
        var fields = new com.fasterxml.jackson.databind.ObjectMapper()
                .createObjectNode()
                .put("fallback_message", text);
        return Examples.with(FRENCH, fields.toString());
    }
}
