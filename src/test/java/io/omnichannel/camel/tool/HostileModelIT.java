package io.omnichannel.camel.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.agent.ToolOutcome;
import io.omnichannel.agent.ToolOutcome.Kind;
import io.omnichannel.agent.Toolbox;
import io.omnichannel.agent.Turn;
import io.omnichannel.camel.tool.Customers.Talk;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A model that somebody has talked into the worst: no side effect, and a record of each try. */
@ToolServerTest
class HostileModelIT {

    private static final String FACT = "{\"name\":\"wish\",\"value\":\"free shipping\"%s}";

    @Autowired
    Toolbox toolbox;

    @Autowired
    Customers customers;

    @Autowired
    World world;

    @Autowired
    LookupDouble lookup;

    private Tenant tenant;
    private Talk talk;

    @BeforeEach
    void begin() {
        tenant = customers.tenant();
        talk = customers.talk(tenant);
        lookup.asked();
    }

    @Test
    void hasNoToolThatTheTenantDoesNotAllow() throws Exception {
        Turn turn = talk.allowing("opening_hours").turn("Bonjour");

        ToolOutcome outcome = toolbox.call(turn, "remember", FACT.formatted(""));

        assertThat(outcome)
                .isEqualTo(ToolOutcome.refused("There is no such tool. Use only those that you were given."));
        assertNoEffect("remember refused not_allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete_customer",
                "direct:send",
                "tool:remember",
                "remember?x=y",
                "../remember",
                "Je m'appelle Jeanne",
                ""
            })
    void hasNoToolThatItMakesUp(String name) throws Exception {
        ToolOutcome outcome = toolbox.call(talk.turn("Bonjour"), name, FACT.formatted(""));

        assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
        assertNoEffect("unknown refused unknown_tool");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customer",
                "contact_id",
                "tenant",
                "tenantId",
                "conversation",
                "CamelHttpUri",
                "CamelJdbcParameters",
                "CamelBeanMethodName",
                "id"
            })
    void cannotSayWhoTheCustomerIsOrGiveAnyHeader(String name) throws Exception {
        Talk victim = customers.talk(tenant);

        ToolOutcome outcome = toolbox.call(
                talk.turn("Bonjour"),
                "remember",
                FACT.formatted(",\"" + name + "\":\"" + victim.identity.customer() + "\""));

        assertThat(outcome.text()).isEqualTo("Nothing was done: there is no argument \"" + name + "\".");
        assertNoEffect("remember refused invalid_arguments");
    }

    @Test
    void keepsToTheCustomerWhoseTurnItIs() throws Exception {
        Talk victim = customers.talk(tenant);

        toolbox.call(
                talk.turn("Bonjour"),
                "remember",
                FACT.formatted("")
                        .replace("free shipping", victim.identity.customer().toString()));

        assertThat(world.database()
                        .queryForList(
                                "select conversation_id::text from omni_facts where tenant_id = ?",
                                String.class,
                                tenant.id()))
                .containsExactly(talk.identity.conversation().toString());
    }

    @Test
    void sendsNothingElsewhereWithTheValueOfAnArgument() throws Exception {
        ToolOutcome outcome = toolbox.call(
                talk.turn("Où est ma commande ?"),
                "http-lookup",
                "{\"query\":\"x&CamelHttpUri=http://169.254.169.254/latest#/../?admin=1\"}");

        assertThat(outcome.text()).isEqualTo("{\"status\":\"on its way\"}");
        assertThat(lookup.asked())
                .containsExactly(
                        "GET /search?query=x%26CamelHttpUri%3Dhttp%3A%2F%2F169.254.169.254%2Flatest%23%2F..%2F%3Fadmin%3D1"
                                + " Bearer of-the-business");
    }

    @Test
    void runsNoStatementOfItsOwn() throws Exception {
        String drop = "'); drop table omni_appointments; --";
        String arguments = "{\"date\":\"2099-01-05\",\"time\":\"09:30\",\"subject\":\"%s\"}".formatted(drop);
        toolbox.call(talk.turn("Réservez"), "book-appointment", arguments);
        talk.answered("C'est bien cela ?");

        toolbox.call(talk.turn("Oui"), "book-appointment", arguments);

        assertThat(world.database()
                        .queryForList(
                                "select subject from omni_appointments where tenant_id = ?", String.class, tenant.id()))
                .containsExactly(drop);
    }

    @Test
    void isNotReadWhenItWritesAMegabyte() throws Exception {
        String megabyte = FACT.formatted(",\"x\":\"" + "x".repeat(1_000_000) + "\"");

        ToolOutcome outcome = toolbox.call(talk.turn("Bonjour"), "remember", megabyte);

        assertThat(outcome).isEqualTo(ToolOutcome.refused("The arguments are too long. Nothing was done."));
        assertNoEffect("remember refused too_large");
        assertThat(world.database()
                        .queryForObject(
                                "select arguments_size from omni_tool_calls where tenant_id = ?",
                                Integer.class,
                                tenant.id()))
                .isEqualTo(megabyte.length());
    }

    @Test
    void isStoppedWhenItGoesRoundInCircles() throws Exception {
        Turn turn = talk.turn("Bonjour");

        for (int i = 0; i < 1_000; i++) {
            toolbox.call(turn, "remember", FACT.formatted(""));
        }

        List<String> record = talk.record();
        assertThat(record).hasSize(1_000);
        assertThat(Collections.frequency(record, "remember done")).isEqualTo(30);
        assertThat(Collections.frequency(record, "remember refused too_many_calls"))
                .isEqualTo(970);
        assertThat(world.count("omni_facts", tenant)).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4111 1111 1111 1111", "ma carte est 5500-0000-0000-0004, merci", "378282246310005"})
    void keepsNoCardNumber(String value) throws Exception {
        toolbox.call(talk.turn("Bonjour"), "remember", FACT.formatted("").replace("free shipping", value));

        assertNoEffect("remember refused by_route");
    }

    @Test
    void keepsNoCardNumberAsTheNameOfAFact() throws Exception {
        toolbox.call(
                talk.turn("Bonjour"), "remember", "{\"name\":\"card 4111 1111 1111 1111 123\",\"value\":\"12/26\"}");

        assertNoEffect("remember refused by_route");
    }

    @Test
    void cannotFillTheMemory() throws Exception {
        for (int talks = 0; talks < 2; talks++) {
            // Their facts are bounded, not those of one of their conversations.
            Turn turn = (talks == 0 ? talk : customers.another(talk)).turn("Bonjour");
            for (int i = 0; i < 25; i++) {
                toolbox.call(
                        turn,
                        "remember",
                        "{\"name\":\"fact %d\",\"value\":\"%s\"}".formatted(talks * 25 + i, "x".repeat(300)));
            }
        }

        assertThat(world.count("omni_facts", tenant)).isEqualTo(30);
    }

    private void assertNoEffect(String... record) {
        assertThat(talk.record()).containsExactly(record);
        assertThat(world.count("omni_facts", tenant)).isZero();
        assertThat(world.count("omni_appointments", tenant)).isZero();
        assertThat(world.count("omni_pending_confirmations", tenant)).isZero();
        assertThat(lookup.asked()).isEmpty();
    }
}
