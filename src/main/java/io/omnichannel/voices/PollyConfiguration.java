package io.omnichannel.voices;

import java.net.URI;
import java.time.Duration;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.polly.PollyClient;
import software.amazon.awssdk.services.polly.PollyClientBuilder;

/** The clients behind {@code aws2-polly:}, which differ in what they ask once more. */
@Configuration(proxyBeanMethods = false)
class PollyConfiguration {

    private static final Region ANY = Region.EU_WEST_3;

    private final VoiceAccount account;
    private final AmazonCredentials credentials;
    private final Duration connect;
    private final Duration answer;
    private final Duration breath;

    PollyConfiguration(
            VoiceAccounts accounts,
            AmazonCredentials credentials,
            @Value("${omnichannel.voices.connect-timeout:1500}") long connectMillis,
            @Value("${omnichannel.voices.response-timeout:5000}") long responseMillis,
            @Value("${omnichannel.voices.retry-delay:200}") long retryMillis) {
        this.account = accounts.of(VoiceProvider.AMAZON);
        this.credentials = credentials;
        this.connect = Duration.ofMillis(connectMillis);
        this.answer = Duration.ofMillis(responseMillis);
        this.breath = Duration.ofMillis(retryMillis);
    }

    @Bean(destroyMethod = "close")
    PollyClient pollyListClient() {
        return client(FailureCategory::passing);
    }

    /** A synthesis is billed: only one that was refused is asked for again. */
    @Bean(destroyMethod = "close")
    PollyClient pollySpeechClient() {
        return client(FailureCategory.RATE_LIMIT::equals);
    }

    // Region, credentials and address are all told, so that the SDK goes looking for none of them.
    private PollyClient client(Predicate<FailureCategory> onceMore) {
        PollyClientBuilder client = PollyClient.builder()
                .region(credentials.region().isEmpty() ? ANY : Region.of(credentials.region()))
                .credentialsProvider(provider())
                .httpClientBuilder(ApacheHttpClient.builder()
                        .connectionTimeout(connect)
                        .socketTimeout(answer)
                        .maxConnections(50))
                .overrideConfiguration(calls -> calls.addExecutionInterceptor(new PollyPaging())
                        .apiCallAttemptTimeout(answer)
                        .retryStrategy(StandardRetryStrategy.builder()
                                // Its own list of what to ask again has failures after which we may be billed.
                                .useClientDefaults(false)
                                .maxAttempts(2)
                                .backoffStrategy(BackoffStrategy.fixedDelayWithoutJitter(breath))
                                .retryOnException(thrown -> thrown instanceof SdkException failure
                                        && onceMore.test(PollyErrors.of(failure)))
                                .build()));
        if (!account.baseUrl().toString().isEmpty()) {
            client.endpointOverride(URI.create(account.baseUrl() + "/"));
        }
        return client.build();
    }

    private AwsCredentialsProvider provider() {
        return account.simulated()
                ? StaticCredentialsProvider.create(AwsBasicCredentials.create(account.key(), account.key()))
                : credentials.provider();
    }
}
