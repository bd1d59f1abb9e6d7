package io.omnichannel.messaging.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.messaging.Post;
import io.omnichannel.messaging.ScriptedWriter;
import io.omnichannel.messaging.operator.Ownership;
import io.omnichannel.simulator.Faults.Fault;
import io.omnichannel.simulator.rest.RestMessage;
import io.omnichannel.simulator.rest.SimulatedPhone;
import io.omnichannel.simulator.rest.TwilioRest;
import java.time.Duration;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Looking for work now and then is for what other nodes leave: what is ready on this one, now or later, is announced. */
@ServerTest
@Import({ScriptedWriter.class, Post.class})
@TestPropertySource(properties = {"omnichannel.poll=1h", "omnichannel.debounce=50ms", "omnichannel.look-after=300ms"})
class WithoutPollIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    World world;

    @Autowired
    TwilioRest twilio;

    @Autowired
    Post post;

    @Autowired
    ScriptedWriter agent;

    @Autowired
    ReplyRecorder recorder;

    @Autowired
    Ownership ownership;

    @Autowired
    CamelContext camel;

    @AfterEach
    void letGo() {
        agent.letGo();
        post.calm();
    }

    @Test
    void answersATextThatComesDuringAnAnswer() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "hold on");
        await().until(() -> agent.held() == 1);
        phone.send(tenant.number(), "second");
        await().until(() -> world.database()
                .queryForObject(
                        "select ready_at < now() from omni_lanes where tenant_id = ?", Boolean.class, tenant.id()));

        agent.letGo();

        assertThat(phone.await(2, PATIENCE).getLast().body()).isEqualTo("You wrote: second");
    }

    @Test
    void answersAQuestionBesideAWishForHelp() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.whatsapp(Post.number());

        phone.send(tenant.number(), "Êtes-vous ouverts ?");
        phone.send(tenant.number(), "AIDE");

        assertThat(phone.await(2, PATIENCE)).extracting(RestMessage::body).contains("You wrote: Êtes-vous ouverts ?");
    }

    @Test
    void answersWhatAnOperatorLeavesToTheAgent() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Bonjour");
        phone.await(1, PATIENCE);
        UUID conversation = UUID.fromString(world.conversation(tenant));
        ownership.takeOver(tenant.id(), conversation, "");
        phone.send(tenant.number(), "Toujours là ?");

        ownership.release(tenant.id(), conversation, "");

        assertThat(phone.await(2, PATIENCE).getLast().body()).isEqualTo("You wrote: Toujours là ?");
    }

    @ParameterizedTest
    @EnumSource(names = {"TOO_MANY", "TOO_MANY_RETRY_AFTER", "ERROR_BEFORE", "RESET_BEFORE"})
    void sendsAgainWhatTwilioDidNotTake(Fault fault) {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        twilio.faults().next(fault);

        phone.send(tenant.number(), "Bonjour");

        assertThat(phone.await(1, PATIENCE)).hasSize(1);
    }

    @Test
    void answersOnceACallHasToldOfAHuman() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "hold on");
        await().until(() -> agent.held() == 1);
        world.database()
                .update(
                        "insert into omni_handoffs (tenant_id, id, conversation_id, status)"
                                + " select tenant_id, gen_random_uuid(), id, 'announced' from omni_conversations"
                                + " where tenant_id = ?",
                        tenant.id());
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(AnsweringIT.reply(world, tenant, phone, true));

        recorder.process(exchange);

        await().atMost(PATIENCE).until(() -> agent.held() == 2);
    }
}
