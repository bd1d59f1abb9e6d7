package io.omnichannel.simulator.server;

import io.omnichannel.simulator.Commands;
import io.omnichannel.twilio.TwilioAccounts;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The last line of a start with the simulator: what to type in another terminal. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class WhereNext implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(WhereNext.class);
    private static final String USUAL_PORT = "8787";

    private final TwilioAccounts accounts;
    private final Environment environment;
    private final Path data;

    WhereNext(TwilioAccounts accounts, Environment environment, @Value("${omnichannel.data-dir:./data}") Path data) {
        this.accounts = accounts;
        this.environment = environment;
        this.data = data;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (accounts.simulated()) {
            LOG.info(
                    advice(Commands.here().simulate(), environment.getProperty("local.server.port", USUAL_PORT), data));
        }
    }

    static String advice(String simulate, String port, Path data) {
        String where = (port.equals(USUAL_PORT) ? "" : " --url http://localhost:" + port)
                + (data.normalize().equals(Path.of("data")) ? "" : " --data " + Commands.quoted(data));
        return "The simulator stands in for Twilio. In another terminal, phone the demo tenant: %s call%s; or write to it: %s sms%s Bonjour (whatsapp and mail go alike)"
                .formatted(simulate, where, simulate, where);
    }
}
