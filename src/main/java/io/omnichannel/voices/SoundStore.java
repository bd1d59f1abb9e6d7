package io.omnichannel.voices;

import io.omnichannel.platform.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Sounds on disk, named after what was asked for, so that nothing is paid twice. Above its size the ones that nobody heard
 * for longest go. Whole files only: a sound that broke off is never kept. Thread-safe.
 */
@Component
final class SoundStore {

    private static final Logger LOG = LoggerFactory.getLogger(SoundStore.class);
    private static final String ENDING = ".mp3";
    private static final String UNFINISHED = ".part";

    private final Path folder;
    private final long limit;
    private final Clock clock;
    /** Size by name, the one heard longest ago first. */
    private final Map<String, Long> sizes = new LinkedHashMap<>(64, 0.75f, true);

    private long total;
    private boolean opened;

    SoundStore(
            @Value("${omnichannel.data-dir:./data}") Path dataDir,
            @Value("${omnichannel.voices.sound-cache-size:256MB}") DataSize limit,
            ObjectProvider<Clock> clock) {
        this.folder = dataDir.resolve("sounds");
        this.limit = limit.toBytes();
        this.clock = clock.getIfAvailable(Clock::systemUTC);
    }

    /** The whole sound, if it is there. */
    Optional<Path> find(String key) {
        synchronized (sizes) {
            open();
            if (sizes.get(key) == null) {
                return Optional.empty();
            }
        }
        Path file = file(key);
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            return Optional.of(file);
        } catch (IOException gone) {
            forget(key);
            return Optional.empty();
        }
    }

    /** A file to write to, which is nothing to others before {@link #keep}. */
    Path begin(String key) throws IOException {
        synchronized (sizes) {
            open();
        }
        // Whoever needed room may have removed the folder and not only what was in it.
        PrivateFile.createDirectories(folder);
        return Files.createTempFile(folder, key.substring(0, 16), UNFINISHED);
    }

    /** @return the finished sound; larger than the whole store, it is kept for this one use */
    Path keep(String key, Path unfinished) throws IOException {
        long size = Files.size(unfinished);
        Path file = file(key);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        synchronized (sizes) {
            Long before = sizes.put(key, size);
            total += size - (before == null ? 0 : before);
            makeRoom(key);
        }
        return file;
    }

    /** Bytes on disk. */
    long size() {
        synchronized (sizes) {
            return total;
        }
    }

    private void makeRoom(String justKept) {
        while (total > limit) {
            String oldest = sizes.keySet().iterator().next();
            if (oldest.equals(justKept)) {
                return;
            }
            total -= sizes.remove(oldest);
            delete(file(oldest));
        }
    }

    private void forget(String key) {
        synchronized (sizes) {
            Long size = sizes.remove(key);
            total -= size == null ? 0 : size;
        }
    }

    // At the first use and not at the start: who never listens has no folder.
    private void open() {
        if (opened) {
            return;
        }
        try {
            PrivateFile.createDirectories(folder);
            for (Path file : oldestFirst()) {
                String name = file.getFileName().toString();
                if (name.endsWith(ENDING)) {
                    long size = Files.size(file);
                    sizes.put(name.substring(0, name.length() - ENDING.length()), size);
                    total += size;
                } else if (name.endsWith(UNFINISHED)) {
                    delete(file);
                }
            }
            opened = true;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private List<Path> oldestFirst() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted(Comparator.comparing(SoundStore::heard)).toList();
        }
    }

    private static FileTime heard(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    private Path file(String key) {
        return folder.resolve(key + ENDING);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (NoSuchFileException already) {
            LOG.debug("A sound was gone before it was removed");
        } catch (IOException stuck) {
            LOG.warn(
                    "A sound cannot be removed from the cache: {}",
                    stuck.getClass().getSimpleName());
        }
    }
}
