package io.omnichannel.twilio;

import io.omnichannel.platform.PrivateFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The auth token of the simulator's account, made once a data directory and readable by its owner only. */
public record DevelopmentToken(String token) {

    static final String FILE = "twilio-dev-token";

    /**
     * Reads it, or makes it: 128 random bits in hex, as Twilio's own tokens look.
     *
     * @throws UncheckedIOException when the file can be neither read nor made
     */
    public static DevelopmentToken in(Path dataDir) {
        return new DevelopmentToken(PrivateFile.readOrCreate(dataDir.resolve(FILE), DevelopmentToken::random));
    }

    @Override
    public String toString() {
        return "DevelopmentToken";
    }

    private static String random() {
        byte[] bits = new byte[16];
        new SecureRandom().nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }
}
