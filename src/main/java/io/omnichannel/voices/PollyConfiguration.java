package io.omnichannel.voices;

import java.net.URI;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.polly.PollyClient;
import software.amazon.awssdk.services.polly.PollyClientBuilder;

/** The client behind {@code aws2-polly:}. */
@Configuration(proxyBeanMethods = false)
class PollyConfiguration {

    private static final Region ANY = Region.EU_WEST_3;

    /** Region, credentials and address are all told, so that the SDK goes looking for none of them. */
    @Bean(destroyMethod = "close")
    PollyClient pollyClient(
            VoiceAccounts accounts,
            AmazonCredentials credentials,
            @Value("${omnichannel.voices.connect-timeout:1500}") long connectMillis,
            @Value("${omnichannel.voices.response-timeout:5000}") long responseMillis) {
        VoiceAccount account = accounts.of(VoiceProvider.AMAZON);
        PollyClientBuilder client = PollyClient.builder()
                .region(credentials.region().isEmpty() ? ANY : Region.of(credentials.region()))
                .credentialsProvider(provider(account, credentials))
                .httpClientBuilder(ApacheHttpClient.builder()
                        .connectionTimeout(Duration.ofMillis(connectMillis))
                        .socketTimeout(Duration.ofMillis(responseMillis))
                        .maxConnections(50))
                .overrideConfiguration(calls -> calls.addExecutionInterceptor(new PollyPaging())
                        .apiCallAttemptTimeout(Duration.ofMillis(responseMillis))
                        // One retry, as with the others.
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(2)
                                .build()));
        if (!account.baseUrl().toString().isEmpty()) {
            client.endpointOverride(URI.create(account.baseUrl() + "/"));
        }
        return client.build();
    }

    private static AwsCredentialsProvider provider(VoiceAccount account, AmazonCredentials credentials) {
        return account.simulated()
                ? StaticCredentialsProvider.create(AwsBasicCredentials.create(account.key(), account.key()))
                : credentials.provider();
    }
}
