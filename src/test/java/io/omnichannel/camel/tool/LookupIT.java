package io.omnichannel.camel.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.agent.ToolOutcome;
import io.omnichannel.agent.ToolOutcome.Kind;
import io.omnichannel.agent.Toolbox;
import io.omnichannel.camel.tool.Customers.Talk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The example that asks a REST API. */
@ToolServerTest
class LookupIT {

    @Autowired
    Toolbox toolbox;

    @Autowired
    Customers customers;

    @Autowired
    LookupDouble lookup;

    @BeforeEach
    void calm() {
        lookup.fails(0);
        lookup.asked();
    }

    @Test
    void asksTheBusiness() throws Exception {
        assertThat(lookUp("commande 4711")).isEqualTo(ToolOutcome.done("{\"status\":\"on its way\"}"));
        assertThat(lookup.asked()).containsExactly("GET /search?query=commande%204711 Bearer of-the-business");
    }

    @Test
    void saysThatNothingWasFound() throws Exception {
        assertThat(lookUp("nothing").text()).isEqualTo("Nothing was found for that. Ask the customer to check it.");
    }

    @Test
    void tellsNoMoreThanTheToolMay() throws Exception {
        assertThat(lookUp("everything").text()).isEqualTo("x".repeat(2_000) + " … (cut here)");
    }

    @Test
    void asksOnceMoreWhenTheBusinessFails() throws Exception {
        lookup.fails(1);

        assertThat(lookUp("4711").kind()).isEqualTo(Kind.DONE);
        assertThat(lookup.asked()).hasSize(2);
    }

    @Test
    void givesUpAfterThat() throws Exception {
        lookup.fails(2);

        assertThat(lookUp("4711").kind()).isEqualTo(Kind.FAILED);
        assertThat(lookup.asked()).hasSize(2);
    }

    private ToolOutcome lookUp(String query) throws InterruptedException {
        Talk talk = customers.talk(customers.tenant());
        return toolbox.call(talk.turn("Où est ma commande ?"), "http-lookup", "{\"query\":\"" + query + "\"}");
    }
}
