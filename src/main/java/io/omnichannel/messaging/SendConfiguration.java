package io.omnichannel.messaging;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Leaves Twilio alone for a while when half of what it was asked lately went wrong. There is one account, so one breaker. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MessagingSettings.class)
class SendConfiguration {

    @Bean
    CircuitBreaker twilioBreaker(MessagingSettings settings) {
        return CircuitBreaker.of(
                "twilio",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(10)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(settings.sendingPause())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .recordException(SendConfiguration::isTwiliosFault)
                        .build());
    }

    // Camel wraps what it hands to the breaker.
    private static boolean isTwiliosFault(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof TwilioTrouble) {
                return true;
            }
        }
        return false;
    }
}
