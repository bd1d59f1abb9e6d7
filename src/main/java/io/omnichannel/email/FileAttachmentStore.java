package io.omnichannel.email;

import io.omnichannel.platform.PrivateFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Attachments as files {@code ab/cdef…}: written beside, synced, then given their name, so that no name has half a file. */
final class FileAttachmentStore implements AttachmentStore {

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    private final Path root;

    FileAttachmentStore(Path root) {
        this.root = root;
    }

    @Override
    public Content put(InputStream content) throws IOException {
        PrivateFile.createDirectories(root);
        // Made with mode 0600 where modes exist.
        Path unfinished = Files.createTempFile(root, ".", ".new");
        try {
            Content kept = write(content, unfinished);
            Path file = fileOf(kept.sha256());
            if (Files.notExists(file)) {
                PrivateFile.sync(unfinished);
                PrivateFile.createDirectories(file.getParent());
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            }
            // Also for a file that is there: whoever made it a moment ago may not have come this far.
            PrivateFile.sync(file.getParent());
            PrivateFile.sync(root);
            return kept;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        return Files.newInputStream(fileOf(sha256));
    }

    @Override
    public boolean remove(String sha256) throws IOException {
        return Files.deleteIfExists(fileOf(sha256));
    }

    /** Removes what a killed process left unfinished. */
    void sweep(Instant now) throws IOException {
        Leftovers.sweep(root, ".*.new", now);
    }

    private Path fileOf(String sha256) {
        if (!NAME.matcher(sha256).matches()) {
            throw new IllegalArgumentException("Not the name of an attachment");
        }
        return root.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2));
    }

    private static Content write(InputStream content, Path file) throws IOException {
        MessageDigest digest = SendGridSignature.sha256();
        byte[] buffer = new byte[16 * 1024];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
                size += read;
            }
        }
        return new Content(HexFormat.of().formatHex(digest.digest()), size);
    }
}
