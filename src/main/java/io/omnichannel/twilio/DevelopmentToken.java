package io.omnichannel.twilio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/** The auth token of the simulator's account, made once a data directory and readable by its owner only. */
public record DevelopmentToken(String token) {

    static final String FILE = "twilio-dev-token";

    /** Reads it, or makes it: 128 random bits in hex, as Twilio's own tokens look. */
    public static DevelopmentToken in(Path dataDir) throws IOException {
        Path file = dataDir.resolve(FILE);
        String kept = Files.exists(file) ? Files.readString(file).strip() : "";
        if (!kept.isEmpty()) {
            return new DevelopmentToken(kept);
        }
        // An empty file is what a crash between making and writing it leaves.
        Files.deleteIfExists(file);
        if (!Files.isDirectory(dataDir)) {
            Files.createDirectories(dataDir, ownerOnly("rwx------"));
        }
        String made = random();
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly("rw-------"))) {
            channel.write(ByteBuffer.wrap((made + "\n").getBytes(StandardCharsets.US_ASCII)));
        }
        return new DevelopmentToken(made);
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

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
