package io.omnichannel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TwilioSignatureTest {

    private static final List<String> TOKENS = List.of(SignatureVector.TOKEN);
    private static final SignatureVector FIRST = SignatureVector.all().getFirst();

    static Stream<SignatureVector> vectors() {
        return SignatureVector.all().stream();
    }

    @Test
    void knowsAllPublishedVectors() {
        assertThat(SignatureVector.all()).hasSize(27);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void acceptsThePublishedSignature(SignatureVector vector) {
        assertThat(vector.verifies()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void refusesEveryOneBitChangeOfTheUrl(SignatureVector vector) {
        byte[] url = vector.givenUrl().getBytes(StandardCharsets.UTF_8);
        for (byte[] changed : oneBitChanges(url)) {
            String other = new String(changed, StandardCharsets.UTF_8);
            assertThat(vector.verifies(other, vector.travelled(), json(vector), vector.signature()))
                    .as(other)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void refusesEveryOneBitChangeOfANameOrValue(SignatureVector vector) {
        for (int entry = 0; entry < vector.form().size(); entry++) {
            for (int part = 0; part < 2; part++) {
                byte[] original = pairs(vector).get(entry)[part];
                for (byte[] changed : oneBitChanges(original)) {
                    List<byte[][]> pairs = pairs(vector);
                    pairs.get(entry)[part] = changed;
                    assertThat(verifiesBody(vector, FormBytes.encodeBytes(pairs)))
                            .as("entry %d, part %d: %s", entry, part, new String(changed, StandardCharsets.UTF_8))
                            .isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void refusesEveryOneBitChangeOfAJsonBody(SignatureVector vector) {
        for (byte[] changed : oneBitChanges(json(vector))) {
            assertThat(vector.verifies(vector.givenUrl(), vector.travelled(), changed, vector.signature()))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void refusesEveryOneBitChangeOfTheSignature(SignatureVector vector) {
        for (byte[] changed : oneBitChanges(vector.signature().getBytes(StandardCharsets.ISO_8859_1))) {
            String other = new String(changed, StandardCharsets.ISO_8859_1);
            assertThat(vector.verifies(vector.givenUrl(), vector.travelled(), json(vector), other))
                    .as(other)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void refusesAMissingAnEmptyAndAnotherTokensSignature(SignatureVector vector) {
        assertThat(vector.verifies(vector.givenUrl(), vector.travelled(), json(vector), null))
                .isFalse();
        assertThat(vector.verifies(vector.givenUrl(), vector.travelled(), json(vector), ""))
                .isFalse();
        String foreign = TwilioSignature.sign("12346", vector.givenUrl(), vector.travelled());
        assertThat(vector.verifies(vector.givenUrl(), vector.travelled(), json(vector), foreign))
                .isFalse();
    }

    @Test
    void refusesEverythingWithoutATokenToCheckBy() {
        assertThat(TwilioSignature.verify(List.of(), FIRST.givenUrl(), FIRST.travelled(), FIRST.signature()))
                .isFalse();
    }

    @Test
    void acceptsTheSignatureOfTheNextTokenToo() {
        assertThat(TwilioSignature.verify(
                        List.of("old", SignatureVector.TOKEN), FIRST.givenUrl(), FIRST.travelled(), FIRST.signature()))
                .isTrue();
    }

    @Test
    void acceptsParametersInAnyOrder() {
        List<Map.Entry<String, String>> reversed = FIRST.form().reversed();

        assertThat(verifiesBody(FIRST, FormBytes.encode(reversed))).isTrue();
    }

    /** No bit of a vector is free, but Twilio's string has no delimiters: known, and theirs to change. */
    @Test
    void cannotTellWhereANameEndsAndHowOftenAValueCame() {
        String signed = TwilioSignature.sign(SignatureVector.TOKEN, "https://h.example/a", decode("ab=c&d=1&d=1"));

        assertThat(TwilioSignature.verify(TOKENS, "https://h.example/a", decode("a=bc&d=1"), signed))
                .isTrue();
        assertThat(TwilioSignature.verify(TOKENS, "https://h.example/a", decode("ab=c&d=1&d=2"), signed))
                .isFalse();
    }

    @ParameterizedTest(name = "{1} for what was signed as {0}")
    @CsvSource({
        "https://h.example/a?x=%2B1&y=a%26b, https://h.example:443/a?x=%2B1&y=a%26b",
        "https://h.example:443/a?x=%2B1&y=a%26b, https://h.example/a?x=%2B1&y=a%26b",
        "https://h.example/a, https://h.example:1234/a",
        "http://h.example/a, http://h.example:80/a",
        "https://h.example/a, https://user:pass@h.example/a",
        "https://user:pass@h.example/a, https://user:pass@h.example/a",
        "https://user:pass@h.example:443/a, https://user:pass@h.example/a",
        "https://h.example, https://h.example:443",
        "https://h.example?a=b:9, https://h.example:443?a=b:9",
        "https://[2001:db8::1]:443/a, https://[2001:db8::1]/a",
        "https://[2001:db8::1]/a, https://[2001:db8::1]:8443/a",
        "https://h.example/a?x=1, https://h.example/a?x=1#rc=2&rp=ct",
        "https://h.example/a@b:443/c, https://h.example:443/a@b:443/c",
    })
    void acceptsTheSpellingsTwilioIsKnownToSign(String signed, String given) {
        TwilioForm form = FIRST.travelled();

        assertThat(TwilioSignature.verify(
                        TOKENS, given, form, TwilioSignature.sign(SignatureVector.TOKEN, signed, form)))
                .isTrue();
    }

    @ParameterizedTest(name = "{1} for what was signed as {0}")
    @CsvSource({
        "https://h.example:8443/a, https://h.example/a",
        "https://h.example:80/a, https://h.example/a",
        "http://h.example/a, https://h.example/a",
        "https://h.example/a/, https://h.example/a",
        "https://h.example/a?x=1, https://h.example/a",
        "https://h.example/a?x=1&y=2, https://h.example/a?y=2&x=1",
        "https://h.example/a?x=%2B, https://h.example/a?x=%2b",
        "https://h.example/a?x=a+b, https://h.example/a?x=a%20b",
        "https://user:pass@h.example/a, https://other:pass@h.example/a",
        "https://H.example/a, https://h.example/a",
    })
    void refusesAnyOtherSpelling(String signed, String given) {
        TwilioForm form = FIRST.travelled();

        assertThat(TwilioSignature.verify(
                        TOKENS, given, form, TwilioSignature.sign(SignatureVector.TOKEN, signed, form)))
                .isFalse();
    }

    @ParameterizedTest(name = "{1} for a handshake signed as {0}")
    @CsvSource({
        "wss://example.com/, wss://example.com",
        "wss://example.com, wss://example.com/",
        "wss://example.com:443/relay, wss://example.com/relay",
        "wss://example.com/relay/, wss://example.com/relay",
        "wss://example.com:443/relay/, wss://example.com/relay",
        "wss://example.com/relay, wss://example.com:443/relay/",
        "ws://localhost:80/relay, ws://localhost/relay",
        "ws://localhost:8787/relay, ws://localhost:8787/relay",
    })
    void acceptsAHandshakeWithOrWithoutSlashAndPort(String signed, String given) {
        String signature = TwilioSignature.sign(SignatureVector.TOKEN, signed, TwilioForm.empty());

        assertThat(TwilioSignature.verifyHandshake(TOKENS, given, signature)).isTrue();
    }

    @ParameterizedTest(name = "{1} for a handshake signed as {0}")
    @CsvSource({
        "https://example.com/relay, wss://example.com/relay",
        "wss://example.com:80/relay, wss://example.com/relay",
        "ws://example.com/relay, wss://example.com/relay",
        "wss://example.com/relay//, wss://example.com/relay",
        "wss://example.com/other, wss://example.com/relay",
    })
    void refusesAHandshakeForAnotherUrl(String signed, String given) {
        String signature = TwilioSignature.sign(SignatureVector.TOKEN, signed, TwilioForm.empty());

        assertThat(TwilioSignature.verifyHandshake(TOKENS, given, signature)).isFalse();
    }

    @Test
    void refusesAJsonBodyWhoseHashTheUrlDoesNotCarryOnce() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        String hash = "bodySHA256=44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

        assertThat(signedAndVerified("https://h.example/a?" + hash, body)).isTrue();
        assertThat(signedAndVerified("https://h.example/a", body)).isFalse();
        assertThat(signedAndVerified("https://h.example/a?" + hash + "&" + hash, body))
                .isFalse();
        assertThat(signedAndVerified("https://h.example/a?x" + hash, body)).isFalse();
        assertThat(signedAndVerified("https://h.example/a?" + hash.replace("aff8a", "AFF8A"), body))
                .isFalse();
    }

    private static TwilioForm decode(String body) {
        return TwilioForm.decode(body.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean signedAndVerified(String url, byte[] body) {
        String signature = TwilioSignature.sign(SignatureVector.TOKEN, url, TwilioForm.empty());
        return TwilioSignature.verifyBody(TOKENS, url, body, signature);
    }

    // A change that breaks UTF-8 never reaches the verifier: the decoder refuses it.
    private static boolean verifiesBody(SignatureVector vector, byte[] body) {
        try {
            return vector.verifies(vector.givenUrl(), TwilioForm.decode(body), json(vector), vector.signature());
        } catch (MalformedForm refused) {
            return false;
        }
    }

    private static List<byte[][]> pairs(SignatureVector vector) {
        List<byte[][]> pairs = new ArrayList<>();
        vector.form()
                .forEach(entry -> pairs.add(new byte[][] {
                    entry.getKey().getBytes(StandardCharsets.UTF_8),
                    entry.getValue().getBytes(StandardCharsets.UTF_8)
                }));
        return pairs;
    }

    private static byte[] json(SignatureVector vector) {
        return vector.json().getBytes(StandardCharsets.UTF_8);
    }

    private static List<byte[]> oneBitChanges(byte[] original) {
        List<byte[]> changes = new ArrayList<>();
        for (int bit = 0; bit < original.length * 8; bit++) {
            byte[] changed = original.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            changes.add(changed);
        }
        return changes;
    }
}
