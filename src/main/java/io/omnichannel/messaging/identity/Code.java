package io.omnichannel.messaging.identity;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Six digits that show whose an address is, and what is kept of them.
 *
 * @param digits for the message alone
 * @param hash of the digits with the salt, made slowly: there are only a million of them
 */
record Code(String digits, String hash, String salt) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ROUNDS = 50_000;
    private static final int BITS = 256;

    static Code next() {
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        String digits = "%06d".formatted(RANDOM.nextInt(1_000_000));
        String written = HexFormat.of().formatHex(salt);
        return new Code(digits, hash(digits, written), written);
    }

    /** Whether the digits are the ones that were hashed. */
    static boolean matches(String digits, String hash, String salt) {
        return MessageDigest.isEqual(hash(digits, salt).getBytes(), hash.getBytes());
    }

    private static String hash(String digits, String salt) {
        try {
            PBEKeySpec spec =
                    new PBEKeySpec(digits.toCharArray(), HexFormat.of().parseHex(salt), ROUNDS, BITS);
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Without anything. */
    @Override
    public String toString() {
        return "Code[]";
    }
}
