package io.omnichannel.platform.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One process a data directory. The system lets go of the lock when the process dies, however it dies. */
final class DirectoryLock implements AutoCloseable {

    private static final String NAME = "omnichannel.lock";
    // Far behind the text, because Windows lets nobody read what is locked.
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    // The system's lock is lost as soon as this process closes the file a second time, so it must not open it again.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel file;

    private DirectoryLock(Path path, FileChannel file) {
        this.path = path;
        this.file = file;
    }

    /** @throws EmbeddedPostgresException when another process, or this one a second time, holds the directory */
    static DirectoryLock take(Path directory) {
        Path path = directory.resolve(NAME);
        if (!HELD_HERE.add(path)) {
            throw inUse(
                    directory,
                    "this process already (pid " + ProcessHandle.current().pid() + ")");
        }
        FileChannel file = null;
        try {
            file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (file.tryLock(LOCKED_BYTE, 1, false) == null) {
                throw inUse(directory, holder(path));
            }
            file.truncate(0);
            file.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new DirectoryLock(path, file);
        } catch (EmbeddedPostgresException held) {
            release(path, file);
            throw held;
        } catch (IOException | OverlappingFileLockException unusable) {
            release(path, file);
            throw new EmbeddedPostgresException(
                    "The data directory " + directory + " cannot be locked (" + unusable.getMessage()
                            + "). Make it writable for " + System.getProperty("user.name")
                            + ", or name another one with OMNICHANNEL_DATA_DIR.",
                    unusable);
        }
    }

    private static EmbeddedPostgresException inUse(Path directory, String holder) {
        return new EmbeddedPostgresException("The data directory " + directory + " is in use by " + holder
                + ". Stop that one first, or give this one a directory of its own with OMNICHANNEL_DATA_DIR.");
    }

    private static String holder(Path path) {
        try {
            String pid = Files.readString(path).strip();
            return pid.isEmpty() ? "another process" : "the process with pid " + pid;
        } catch (IOException unreadable) {
            return "another process";
        }
    }

    @Override
    public void close() {
        release(path, file);
    }

    private static void release(Path path, FileChannel file) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException gone) {
            // Nothing is left to let go of.
        } finally {
            HELD_HERE.remove(path);
        }
    }
}
