package io.omnichannel;

import io.omnichannel.platform.ModuleGate;
import io.omnichannel.platform.database.Migrate;
import io.omnichannel.platform.http.ErrorPages;
import io.omnichannel.platform.http.ProblemReport;
import io.omnichannel.platform.settings.SettingsCheck;
import io.omnichannel.simulator.command.Simulate;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The server, or one of its sub-commands {@code migrate} and {@code simulate}. Without {@code OMNICHANNEL_ENABLED=true} the
 * server starts, answers 503 and touches nothing.
 */
@SpringBootConfiguration
// Our migrations run as the tables' owner, before the pools exist; see platform.database.
@EnableAutoConfiguration(exclude = FlywayAutoConfiguration.class)
@Import({ModuleGate.class, ErrorPages.class, ProblemReport.class, SettingsCheck.class, EnabledModule.class})
public class OmnichannelApplication {

    public static void main(String[] args) {
        String command = args.length == 0 ? "" : args[0];
        switch (command) {
            case "migrate" -> System.exit(Migrate.run(rest(args), System.out));
            case "simulate" -> System.exit(Simulate.run(rest(args)));
            default -> {
                if (!command.isEmpty() && !command.startsWith("-")) {
                    System.err.println(
                            "There is no sub-command " + command + ": there are migrate and simulate, and none at"
                                    + " all, which starts the server. Settings begin with --");
                    System.exit(2);
                }
                SpringApplication.run(OmnichannelApplication.class, args);
            }
        }
    }

    private static String[] rest(String[] args) {
        return Arrays.copyOfRange(args, 1, args.length);
    }
}
