package io.omnichannel.voices;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.omnichannel.twilio.TwilioAccounts;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Who the providers are to us, and how much of their trouble we take. */
@Configuration(proxyBeanMethods = false)
class VoicesConfiguration {

    /** Stand-ins are used only where there is no key at all and no real Twilio either. */
    @Bean
    VoiceAccounts voiceAccounts(
            Environment settings,
            AmazonCredentials amazon,
            TwilioAccounts twilio,
            ObjectProvider<VoiceDoubles> doubles) {
        List<VoiceAccount> given = List.of(
                account(
                        VoiceProvider.ELEVENLABS,
                        settings.getProperty("omnichannel.elevenlabs-base-url", ""),
                        settings.getProperty("omnichannel.elevenlabs-api-key", "")),
                account(
                        VoiceProvider.AMAZON,
                        settings.getProperty("omnichannel.aws-polly-base-url", ""),
                        amazon.available() ? "credentials" : ""),
                account(
                        VoiceProvider.GOOGLE,
                        settings.getProperty("omnichannel.google-cloud-tts-base-url", ""),
                        settings.getProperty("omnichannel.google-cloud-tts-api-key", "")));
        VoiceDoubles stand = doubles.getIfAvailable();
        boolean anyKey = given.stream().anyMatch(VoiceAccount::usable);
        return new VoiceAccounts(
                anyKey || !twilio.simulated() || stand == null
                        ? given
                        : Arrays.stream(VoiceProvider.values())
                                .map(provider ->
                                        new VoiceAccount(provider, stand.baseUrl(provider), stand.key(provider), true))
                                .toList());
    }

    /** One for every provider, which has one key here: its trouble is nobody else's. */
    @Bean
    CircuitBreaker elevenLabsBreaker(@Value("${omnichannel.voices.pause:15s}") Duration pause) {
        return breaker(VoiceProvider.ELEVENLABS, pause);
    }

    @Bean
    CircuitBreaker amazonBreaker(@Value("${omnichannel.voices.pause:15s}") Duration pause) {
        return breaker(VoiceProvider.AMAZON, pause);
    }

    @Bean
    CircuitBreaker googleBreaker(@Value("${omnichannel.voices.pause:15s}") Duration pause) {
        return breaker(VoiceProvider.GOOGLE, pause);
    }

    /** For the time limit of a sentence in a call: one tenant's voice that fails must not silence the others'. */
    @Bean
    CircuitBreaker speechLimit() {
        return CircuitBreaker.of(
                "speech-limit",
                CircuitBreakerConfig.custom().recordException(thrown -> false).build());
    }

    /** No default candidate: the one that Boot makes for requests would give way to it. */
    @Bean(destroyMethod = "shutdownNow", defaultCandidate = false)
    ExecutorService voiceThreads() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("voice-", 1).factory());
    }

    private static CircuitBreaker breaker(VoiceProvider provider, Duration pause) {
        return CircuitBreaker.of(
                provider.wireName(),
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(pause)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .automaticTransitionFromOpenToHalfOpenEnabled(false)
                        .recordException(thrown -> ProviderFailures.count(provider, thrown))
                        .build());
    }

    private static VoiceAccount account(VoiceProvider provider, String url, String key) {
        return new VoiceAccount(provider, URI.create(url.strip().replaceFirst("/+$", "")), key.strip(), false);
    }
}
