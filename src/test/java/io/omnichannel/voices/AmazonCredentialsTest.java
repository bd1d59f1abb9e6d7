package io.omnichannel.voices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.polly.PollyClient;
import software.amazon.awssdk.services.polly.model.DescribeVoicesRequest;

/** With a metadata service of an instance, or of a container, that would give credentials to whoever asks. */
class AmazonCredentialsTest {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer metadata;

    @TempDir
    Path noProfiles;

    @BeforeEach
    void offerMetadata() throws IOException {
        metadata = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        metadata.createContext("/", request -> {
            asked.add(request.getRequestURI().getPath());
            request.sendResponseHeaders(200, -1);
            request.close();
        });
        metadata.start();
        String url = "http://127.0.0.1:" + metadata.getAddress().getPort();
        System.setProperty(SdkSystemSetting.AWS_EC2_METADATA_SERVICE_ENDPOINT.property(), url);
        System.setProperty(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.property(), url + "/container");
        System.setProperty(
                "aws.sharedCredentialsFile", noProfiles.resolve("none").toString());
        System.setProperty("aws.configFile", noProfiles.resolve("none").toString());
    }

    @AfterEach
    void takeItAway() {
        metadata.stop(0);
        System.clearProperty(SdkSystemSetting.AWS_EC2_METADATA_SERVICE_ENDPOINT.property());
        System.clearProperty(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.property());
        System.clearProperty("aws.sharedCredentialsFile");
        System.clearProperty("aws.configFile");
    }

    @Test
    void areNotFetchedFromTheMetadataOfAnInstance() {
        AmazonCredentials credentials = new AmazonCredentials("eu-west-3", "", "", "");

        assertThat(credentials.available()).isFalse();
        try (PollyClient client = client(credentials)) {
            assertThatThrownBy(() -> client.describeVoices(
                            DescribeVoicesRequest.builder().build()))
                    .isInstanceOf(SdkClientException.class);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void areNotFetchedThereEitherWithAKeyAndNoRegion() {
        assertThat(new AmazonCredentials("", "AKIA", "secret", "").available()).isFalse();
        assertThat(new AmazonCredentials("eu-west-3", "AKIA", "secret", "").available())
                .isTrue();
        assertThat(asked).isEmpty();
    }

    private static PollyClient client(AmazonCredentials credentials) {
        VoiceAccounts accounts = new VoiceAccounts(
                List.of(new VoiceAccount(VoiceProvider.AMAZON, URI.create("http://127.0.0.1:1"), "", false)));
        return new PollyConfiguration(accounts, credentials, 500, 500, 20).pollyListClient();
    }
}
