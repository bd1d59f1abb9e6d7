package io.omnichannel.simulator.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import io.omnichannel.simulator.call.CallSetup;
import io.omnichannel.simulator.mail.SimulatedMail;
import io.omnichannel.twilio.TwilioAccounts;
import java.util.Map;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** With the simulator in Twilio's place: a tenant to call in an empty database. */
@Component
class DemoTenant implements ApplicationRunner {

    private static final String TENANT = "demo";

    private final TwilioAccounts accounts;
    private final TenantSql database;
    private final ObjectMapper json;

    DemoTenant(TwilioAccounts accounts, TenantSql database, ObjectMapper json) {
        this.accounts = accounts;
        this.database = database;
        this.json = json;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!accounts.simulated()) {
            return;
        }
        database.update(
                TENANT,
                SqlFile.load("make-demo-tenant"),
                Map.of(
                        "tenant", TENANT,
                        "config_id", Uuid7.next(),
                        "settings", settings(),
                        "mapping_id", Uuid7.next(),
                        "number", CallSetup.DEMO_NUMBER));
    }

    /** The defaults, and an address to write mails to. */
    private String settings() {
        ObjectNode settings = json.valueToTree(AgentDefaults.settings());
        ((ObjectNode) settings.at("/channels_config/email")).put("from", SimulatedMail.DEMO_ADDRESS);
        return settings.toString();
    }
}
