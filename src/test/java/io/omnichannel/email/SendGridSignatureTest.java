package io.omnichannel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the vector that SendGrid publishes with its Java library. */
class SendGridSignatureTest {

    private static final String KEY =
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3G"
                    + "Rqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==";
    private static final String TIMESTAMP = "1600112502";
    private static final String SIGNATURE =
            "MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM=";
    private static final byte[] BODY =
            ("[{\"email\":\"hello@world.com\",\"event\":\"dropped\",\"reason\":\"Bounced Address\","
                            + "\"sg_event_id\":\"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA\","
                            + "\"sg_message_id\":\"LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0\","
                            + "\"smtp-id\":\"<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>\",\"timestamp\":1600112492}]\r\n")
                    .getBytes(StandardCharsets.US_ASCII);

    @Test
    void acceptsThePublishedVector() {
        assertThat(BODY).hasSize(327);
        assertThat(fits(TIMESTAMP, BODY, SIGNATURE)).isTrue();
    }

    @Test
    void refusesTheVectorWithOneBitFlippedAnywhere() {
        for (int bit = 0; bit < BODY.length * 8; bit += 41) {
            assertThat(fits(TIMESTAMP, flipped(BODY, bit), SIGNATURE)).isFalse();
        }
        byte[] signature = Base64.getDecoder().decode(SIGNATURE);
        for (int bit = 0; bit < signature.length * 8; bit++) {
            String wrong = Base64.getEncoder().encodeToString(flipped(signature, bit));
            assertThat(fits(TIMESTAMP, BODY, wrong)).as("bit %d", bit).isFalse();
        }
        for (int bit = 0; bit < TIMESTAMP.length() * 8; bit++) {
            byte[] wrong = flipped(TIMESTAMP.getBytes(StandardCharsets.ISO_8859_1), bit);
            assertThat(fits(new String(wrong, StandardCharsets.ISO_8859_1), BODY, SIGNATURE))
                    .isFalse();
        }
    }

    @Test
    void refusesWhatThePublishedTestsRefuse() {
        byte[] withoutLineEnd =
                new String(BODY, StandardCharsets.US_ASCII).strip().getBytes(StandardCharsets.US_ASCII);

        assertThat(fits(TIMESTAMP, withoutLineEnd, SIGNATURE)).isFalse();
        assertThat(fits("timestamp", BODY, SIGNATURE)).isFalse();
        assertThat(fits(TIMESTAMP, "payload".getBytes(StandardCharsets.US_ASCII), SIGNATURE))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "AAAA", "MAYCAQACAQA=", "MAA=", "MEUCIGHQVtGj"})
    void refusesSignaturesThatAreNone(String signature) {
        assertThat(fits(TIMESTAMP, BODY, signature)).isFalse();
    }

    @Test
    void takesAnyOfSeveralKeys(@TempDir Path data) {
        PublicKey other = SendGridDevelopmentKey.in(data).open();
        byte[] digest = digest(TIMESTAMP, BODY);

        assertThat(SendGridSignature.fits(List.of(other, SendGridSignature.key(KEY)), digest, SIGNATURE))
                .isTrue();
        assertThat(SendGridSignature.fits(List.of(other), digest, SIGNATURE)).isFalse();
        assertThat(SendGridKeys.of(KEY + " , ").keys()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SG.abc", "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O", "AAAA", "", "é"})
    void saysWhatAKeyIs(String text) {
        assertThatThrownBy(() -> SendGridSignature.key(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Copy the verification key as SendGrid shows it");
    }

    @Test
    void refusesAKeyOfAnotherCurve() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        String other = Base64.getEncoder()
                .encodeToString(generator.generateKeyPair().getPublic().getEncoded());

        assertThatThrownBy(() -> SendGridKeys.of(other)).hasMessageContaining("SENDGRID_WEBHOOK_PUBLIC_KEY");
    }

    @Test
    void makesOneDevelopmentKeyThatOnlyItsOwnerReads(@TempDir Path data) throws IOException {
        SendGridDevelopmentKey made = SendGridDevelopmentKey.in(data);
        SendGridDevelopmentKey kept = SendGridDevelopmentKey.in(data);
        String signature = made.sign(TIMESTAMP, new ByteArrayInputStream(BODY));

        assertThat(SendGridSignature.fits(List.of(kept.open()), digest(TIMESTAMP, BODY), signature))
                .isTrue();
        Path file = data.resolve("sendgrid-dev-key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void saysWhichDevelopmentKeyIsDamaged(@TempDir Path data) throws IOException {
        Files.writeString(data.resolve("sendgrid-dev-key"), "nothing");

        assertThatThrownBy(() -> SendGridDevelopmentKey.in(data))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("delete it");
    }

    private static boolean fits(String timestamp, byte[] body, String signature) {
        return SendGridSignature.fits(List.of(SendGridSignature.key(KEY)), digest(timestamp, body), signature);
    }

    private static byte[] digest(String timestamp, byte[] body) {
        MessageDigest digest = SendGridSignature.digest(timestamp);
        digest.update(body);
        return digest.digest();
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }
}
