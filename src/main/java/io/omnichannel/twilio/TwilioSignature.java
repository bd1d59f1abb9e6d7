package io.omnichannel.twilio;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Twilio's request signature: Base64 of HMAC-SHA1 over the URL and the sorted parameters. Pure functions; tokens and
 * signatures never leave them.
 *
 * @see <a href="https://www.twilio.com/docs/usage/security">Security</a>
 */
public final class TwilioSignature {

    private static final String HMAC = "HmacSHA1";
    private static final String BODY_HASH = "bodySHA256";

    private TwilioSignature() {}

    /** The signature of exactly this URL (a fragment is never signed) and these parameters: 28 characters of Base64. */
    public static String sign(String token, String url, TwilioForm form) {
        return hmac(token, SignedUrl.withoutFragment(url) + signedText(form));
    }

    /**
     * Whether one of the tokens made this signature for the URL, as given or in one of the spellings Twilio is known to
     * sign, and these parameters.
     */
    public static boolean verify(Collection<String> tokens, String url, TwilioForm form, String signature) {
        return anyMatches(tokens, SignedUrl.spellings(url), signedText(form), signature);
    }

    /** As {@link #verify}, for a body that is not a form: the URL carries the body's SHA-256 in hex and is signed alone. */
    public static boolean verifyBody(Collection<String> tokens, String url, byte[] body, String signature) {
        List<String> hashes = SignedUrl.queryValues(url, BODY_HASH);
        return hashes.size() == 1
                && sameText(HexFormat.of().formatHex(sha256(body)), hashes.getFirst())
                && anyMatches(tokens, SignedUrl.spellings(url), "", signature);
    }

    /**
     * Whether one of the tokens signed a socket's handshake over its {@code ws} or {@code wss} URL, which Twilio may spell
     * with or without a trailing slash and the scheme's port.
     */
    public static boolean verifyHandshake(Collection<String> tokens, String url, String signature) {
        return anyMatches(tokens, SignedUrl.handshakeSpellings(url), "", signature);
    }

    // Every candidate is computed and compared, whichever matches: the time taken says nothing about the signature.
    private static boolean anyMatches(
            Collection<String> tokens, Set<String> urls, String parameters, String signature) {
        if (signature == null || signature.isEmpty()) {
            return false;
        }
        boolean matches = false;
        for (String token : tokens) {
            for (String url : urls) {
                matches |= sameText(hmac(token, url + parameters), signature);
            }
        }
        return matches;
    }

    // Compared as text, not decoded: Base64 has bits that decoders ignore.
    private static boolean sameText(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static String signedText(TwilioForm form) {
        List<String> names = form.names().stream().sorted().toList();
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            List<String> values = form.all(name);
            // Twilio's own libraries de-duplicate and sort the values of a repeated name.
            for (String value : values.size() == 1 ? values : new TreeSet<>(values)) {
                text.append(name).append(value);
            }
        }
        return text.toString();
    }

    private static String hmac(String token, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), HMAC));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java lacks " + HMAC, impossible);
        }
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java lacks SHA-256", impossible);
        }
    }
}
