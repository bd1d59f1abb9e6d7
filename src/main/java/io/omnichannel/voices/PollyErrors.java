package io.omnichannel.voices;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** What went wrong at Amazon Polly. */
final class PollyErrors {

    private PollyErrors() {}

    static FailureCategory of(SdkException failure) {
        if (failure instanceof AwsServiceException answered) {
            String code = answered.awsErrorDetails() == null
                    ? ""
                    : String.valueOf(answered.awsErrorDetails().errorCode());
            return switch (code) {
                case "UnrecognizedClientException",
                        "InvalidClientTokenId",
                        "SignatureDoesNotMatch",
                        "AccessDeniedException",
                        "ExpiredTokenException",
                        "MissingAuthenticationToken" -> FailureCategory.AUTHENTICATION;
                case "ThrottlingException", "TooManyRequestsException" -> FailureCategory.RATE_LIMIT;
                case "ServiceQuotaExceededException", "LimitExceededException" -> FailureCategory.QUOTA;
                default -> FailureCategory.ofStatus(answered.statusCode());
            };
        }
        // Credentials that cannot be had never reached the wire.
        return failure instanceof SdkClientException
                        && String.valueOf(failure.getMessage()).contains("credentials")
                ? FailureCategory.AUTHENTICATION
                : FailureCategory.CONNECTIVITY;
    }
}
