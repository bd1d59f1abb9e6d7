package io.omnichannel.email;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * SendGrid's signature: ECDSA on P-256 with SHA-256 over the bytes of the timestamp header and the raw body. The digest is
 * fed while the body streams by, and checked against each key when it has ended.
 */
final class SendGridSignature {

    private static final int P256_BITS = 256;

    private SendGridSignature() {}

    /** The digest that was signed, begun with the timestamp; the caller adds the body as it comes. */
    static MessageDigest digest(String timestamp) {
        MessageDigest digest = sha256();
        digest.update(timestamp.getBytes(StandardCharsets.UTF_8));
        return digest;
    }

    /**
     * Whether one of the keys made the signature. Anything malformed is simply wrong.
     *
     * @param digest 32 bytes
     * @param signature base64 of the DER form, as the header has it
     */
    static boolean fits(List<PublicKey> keys, byte[] digest, String signature) {
        byte[] der;
        try {
            der = Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
        return keys.stream().anyMatch(key -> fits(key, digest, der));
    }

    private static boolean fits(PublicKey key, byte[] digest, byte[] der) {
        try {
            Signature ecdsa = Signature.getInstance("NONEwithECDSA");
            ecdsa.initVerify(key);
            ecdsa.update(digest);
            return ecdsa.verify(der);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    /**
     * Reads a key as SendGrid shows it: base64 of X.509 SubjectPublicKeyInfo, with or without PEM lines.
     *
     * @throws IllegalArgumentException when it is anything but a P-256 key; the message says what to copy
     */
    static PublicKey key(String text) {
        try {
            String base64 =
                    text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
            byte[] encoded = Base64.getDecoder().decode(base64);
            PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
            if (key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() == P256_BITS) {
                return key;
            }
        } catch (IllegalArgumentException | GeneralSecurityException malformed) {
            throw new IllegalArgumentException(WHAT_A_KEY_IS, malformed);
        }
        throw new IllegalArgumentException(WHAT_A_KEY_IS);
    }

    private static final String WHAT_A_KEY_IS =
            "It is not a P-256 public key in base64. Copy the verification key as SendGrid shows it: it begins"
                    + " with MFkw and has 124 characters. Two keys are separated by a comma.";

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
