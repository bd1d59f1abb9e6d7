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

    private static final String USAGE =
            """
            java -jar omnichannel.jar            starts the server; settings come from the environment, from
                                                 application.properties beside it, or as --omnichannel.enabled=true
            java -jar omnichannel.jar migrate    brings the database up to date, and nothing else
            java -jar omnichannel.jar simulate   plays a customer: simulate call, sms, whatsapp or mail
            """;

    public static void main(String[] args) {
        String command = args.length == 0 ? "" : args[0];
        switch (command) {
            case "migrate" -> System.exit(Migrate.run(rest(args), System.out));
            case "simulate" -> System.exit(Simulate.run(rest(args)));
            case "help", "-h", "--help" -> System.out.print(USAGE);
            default -> {
                if (!command.isEmpty() && !command.startsWith("-")) {
                    System.err.print("There is no sub-command " + command + ". Settings begin with --\n" + USAGE);
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
