package io.omnichannel.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * X-Twilio-Signature from Twilio's side (docs: Security, "Validating Signatures"). Written apart from the server's verifier,
 * so that one does not prove the other wrong in the same way.
 */
public final class Signer {

    private final SecretKeySpec key;

    public Signer(String authToken) {
        key = new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), "HmacSHA1");
    }

    /**
     * @param url byte for byte as it was given to Twilio, with its query
     * @param form decoded values of a posted form, empty for a GET or a handshake
     * @return 28 characters of Base64
     */
    public String sign(String url, Map<String, ? extends Collection<String>> form) {
        StringBuilder signed = new StringBuilder(url);
        new TreeMap<>(form).forEach((name, values) -> new TreeSet<>(values)
                .forEach(value -> signed.append(name).append(value)));
        try {
            Mac hmac = Mac.getInstance("HmacSHA1");
            hmac.init(key);
            return Base64.getEncoder()
                    .encodeToString(hmac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has HmacSHA1", impossible);
        }
    }

    /** The handshake is signed over the TwiML's url as written; a bare host is signed with its path, "/". */
    String signHandshake(String url) {
        boolean bareHost = url.indexOf('/', url.indexOf("://") + 3) < 0;
        return sign(bareHost ? url + "/" : url, Map.of());
    }
}
