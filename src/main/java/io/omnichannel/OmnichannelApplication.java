package io.omnichannel;

import io.omnichannel.platform.ModuleConfiguration;
import io.omnichannel.simulator.Simulate;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The server, or {@code simulate} as its caller. Without {@code OMNICHANNEL_ENABLED=true} it starts, answers 503 and touches nothing. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(ModuleConfiguration.class)
public class OmnichannelApplication {

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("simulate")) {
            System.exit(Simulate.run(Arrays.copyOfRange(args, 1, args.length)));
        }
        SpringApplication.run(OmnichannelApplication.class, args);
    }
}
