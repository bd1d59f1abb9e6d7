package io.omnichannel.messaging.outbox;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.omnichannel.email.MailOutcome;
import io.omnichannel.messaging.MessagingSettings;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Leaves a provider alone for a while when half of what it was asked lately went wrong. Of each there is one account, so one breaker. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MessagingSettings.class)
class SendConfiguration {

    @Bean
    CircuitBreaker twilioBreaker(MessagingSettings settings) {
        return breaker("twilio", settings, cause -> cause instanceof IOException || cause instanceof TwilioTrouble);
    }

    /** For SendGrid or the mail server, whichever mail goes out through. */
    @Bean
    CircuitBreaker mailBreaker(MessagingSettings settings) {
        return breaker(
                "mail",
                settings,
                cause -> cause instanceof IOException
                        || cause instanceof MailTrouble
                        || cause instanceof MessagingException smtp && MailOutcome.isSilence(smtp));
    }

    private static CircuitBreaker breaker(
            String name, MessagingSettings settings, Predicate<Throwable> providersFault) {
        return CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(10)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(settings.sendingPause())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .recordException(thrown -> causes(thrown).anyMatch(providersFault))
                        .build());
    }

    // Camel wraps what it hands to the breaker.
    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause);
    }
}
