package io.omnichannel;

import io.omnichannel.platform.EnabledModule;
import io.omnichannel.platform.ModuleGate;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The server. Without {@code OMNICHANNEL_ENABLED=true} it starts, answers 503 and touches nothing. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({ModuleGate.class, EnabledModule.class})
public class OmnichannelApplication {

    public static void main(String[] args) {
        SpringApplication.run(OmnichannelApplication.class, args);
    }
}
