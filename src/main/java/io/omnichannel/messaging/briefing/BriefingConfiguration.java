package io.omnichannel.messaging.briefing;

import io.omnichannel.agent.Humans;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The settings of briefings, and what follows from them for whoever wants to hand over. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BriefingSettings.class)
class BriefingConfiguration {

    @Bean
    Humans humans(BriefingSettings settings) {
        return settings.reachSomebody() ? Humans.whoAreTold() : Humans.atTheirNumber();
    }
}
