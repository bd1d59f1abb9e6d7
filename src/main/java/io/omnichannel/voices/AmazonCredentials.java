package io.omnichannel.voices;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Amazon's usual credentials, but for the instance's metadata: that would be a call into the network of whoever runs us,
 * made by a program that was given no key.
 */
@Component
final class AmazonCredentials {

    private static final Logger LOG = LoggerFactory.getLogger(AmazonCredentials.class);

    private final String region;
    private final AwsCredentialsProvider provider;

    AmazonCredentials(
            @Value("${omnichannel.aws-region:}") String region,
            @Value("${omnichannel.aws-access-key-id:}") String keyId,
            @Value("${omnichannel.aws-secret-access-key:}") String secret,
            @Value("${omnichannel.aws-session-token:}") String session) {
        this.region = region.strip();
        List<AwsCredentialsProvider> chain = new ArrayList<>();
        if (!keyId.isBlank() && !secret.isBlank()) {
            AwsCredentials given = session.isBlank()
                    ? AwsBasicCredentials.create(keyId.strip(), secret.strip())
                    : AwsSessionCredentials.create(keyId.strip(), secret.strip(), session.strip());
            chain.add(StaticCredentialsProvider.create(given));
        }
        chain.add(SystemPropertyCredentialsProvider.create());
        chain.add(EnvironmentVariableCredentialsProvider.create());
        chain.add(WebIdentityTokenFileCredentialsProvider.create());
        chain.add(ProfileCredentialsProvider.create());
        this.provider = AwsCredentialsProviderChain.builder()
                .credentialsProviders(chain)
                .build();
    }

    String region() {
        return region;
    }

    AwsCredentialsProvider provider() {
        return provider;
    }

    /** Whether a region is set and somebody has credentials for it. */
    boolean available() {
        if (region.isEmpty()) {
            return false;
        }
        try {
            provider.resolveCredentials();
            return true;
        } catch (SdkException none) {
            LOG.warn("AWS_REGION is set but there are no AWS credentials: Amazon's voices are not offered");
            return false;
        }
    }
}
