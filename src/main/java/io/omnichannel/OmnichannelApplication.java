package io.omnichannel;

import io.omnichannel.platform.EnabledModule;
import io.omnichannel.platform.ModuleGate;
import io.omnichannel.platform.database.Migrate;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The server. Without {@code OMNICHANNEL_ENABLED=true} it starts, answers 503 and touches nothing. */
@SpringBootConfiguration
// Our migrations run as the tables' owner, before the pools exist; see platform.database.
@EnableAutoConfiguration(exclude = FlywayAutoConfiguration.class)
@Import({ModuleGate.class, EnabledModule.class})
public class OmnichannelApplication {

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("migrate")) {
            System.exit(Migrate.run(Arrays.copyOfRange(args, 1, args.length), System.out));
        }
        SpringApplication.run(OmnichannelApplication.class, args);
    }
}
