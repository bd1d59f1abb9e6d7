package io.omnichannel.admin;

import io.omnichannel.platform.PrivateFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The first administrator's key: the one that was set, else one made at the first start and kept in the data directory. */
@Component
final class AdminKey {

    private static final Logger LOG = LoggerFactory.getLogger(AdminKey.class);
    private static final int BYTES = 32;
    private static final int SHORTEST = 16;

    private final byte[] digest;

    AdminKey(@Value("${omnichannel.admin-key:}") String given, @Value("${omnichannel.data-dir:./data}") Path dataDir) {
        if (!given.isBlank() && given.strip().length() < SHORTEST) {
            throw new IllegalArgumentException("omnichannel.admin-key has fewer than " + SHORTEST
                    + " characters and could be guessed; take a longer one, or none: then one is made");
        }
        this.digest = digest(given.isBlank() ? kept(dataDir.resolve("admin.key")) : given.strip());
    }

    /** Takes as long for a wrong key as for the right one. */
    boolean matches(String key) {
        return MessageDigest.isEqual(digest, digest(key));
    }

    private static String kept(Path file) {
        String key = PrivateFile.readOrCreate(file, AdminKey::random);
        LOG.info("The administrator's key is in {}", file.toAbsolutePath().normalize());
        return key;
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return "omni_admin_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    // Of one length, whatever is compared.
    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
