package io.omnichannel.email;

import io.omnichannel.platform.PrivateFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The key pair that signs the simulator's mails, made once a data directory and readable by its owner only. */
public final class SendGridDevelopmentKey {

    static final String FILE = "sendgrid-dev-key";

    private final PrivateKey secret;
    private final PublicKey open;

    private SendGridDevelopmentKey(PrivateKey secret, PublicKey open) {
        this.secret = secret;
        this.open = open;
    }

    /**
     * Reads it, or makes it: two lines, the private and the public key in base64.
     *
     * @throws UncheckedIOException when the file can be neither read nor made
     * @throws IllegalStateException when the file holds something else
     */
    public static SendGridDevelopmentKey in(Path dataDir) {
        Path file = dataDir.resolve(FILE);
        String[] lines =
                PrivateFile.readOrCreate(file, SendGridDevelopmentKey::made).split("\\R");
        try {
            byte[] secret = Base64.getDecoder().decode(lines[0]);
            return new SendGridDevelopmentKey(
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(secret)),
                    SendGridSignature.key(lines[1]));
        } catch (GeneralSecurityException | IllegalArgumentException | ArrayIndexOutOfBoundsException damaged) {
            throw new IllegalStateException(file + " holds no key pair; delete it and a new one is made", damaged);
        }
    }

    /** What stands in the signature header of a body sent at a timestamp in Unix seconds. */
    public String sign(String timestamp, InputStream body) throws IOException {
        MessageDigest digest = SendGridSignature.digest(timestamp);
        byte[] buffer = new byte[8192];
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        try {
            Signature ecdsa = Signature.getInstance("NONEwithECDSA");
            ecdsa.initSign(secret);
            ecdsa.update(digest.digest());
            return Base64.getEncoder().encodeToString(ecdsa.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    PublicKey open() {
        return open;
    }

    private static String made() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            Base64.Encoder base64 = Base64.getEncoder();
            return base64.encodeToString(pair.getPrivate().getEncoded())
                    + "\n"
                    + base64.encodeToString(pair.getPublic().getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
