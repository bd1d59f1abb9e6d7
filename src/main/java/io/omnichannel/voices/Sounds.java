package io.omnichannel.voices;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sounds that were heard before, and the promise that the same one is not asked for twice at a time: whoever comes second
 * waits for the first. Thread-safe.
 */
@Component
final class Sounds {

    private static final Logger LOG = LoggerFactory.getLogger(Sounds.class);
    private static final long PATIENCE_SECONDS = 10;

    private final SoundStore store;
    private final Map<String, CompletableFuture<Path>> underWay = new ConcurrentHashMap<>();

    Sounds(SoundStore store) {
        this.store = store;
    }

    /** The sound's file; empty when the caller is now the one who has to get it and to {@link #record} it. */
    Optional<Path> findOrClaim(SoundRequest request) throws InterruptedException {
        String key = request.key();
        while (true) {
            Optional<Path> kept = store.find(key);
            if (kept.isPresent()) {
                return kept;
            }
            CompletableFuture<Path> mine = new CompletableFuture<>();
            CompletableFuture<Path> first = underWay.putIfAbsent(key, mine);
            if (first == null) {
                return Optional.empty();
            }
            if (!arrived(first)) {
                underWay.remove(key, first);
            }
        }
    }

    /** The sound, written down as it is read; where nothing can be written, it is heard all the same. */
    Sound record(SoundRequest request, Sound sound) {
        String key = request.key();
        try {
            Path unfinished = store.begin(key);
            return new Sound(
                    sound.contentType(),
                    new RecordingStream(sound.bytes(), unfinished, whole -> heard(key, unfinished, whole)));
        } catch (IOException unwritable) {
            unkept(key, unwritable);
            return sound;
        }
    }

    private void heard(String key, Path unfinished, boolean whole) {
        try {
            done(key, whole ? store.keep(key, unfinished) : null);
        } catch (IOException gone) {
            unkept(key, gone);
        }
    }

    private void unkept(String key, IOException why) {
        LOG.warn("A sound cannot be kept: {}", why.getClass().getSimpleName());
        done(key, null);
    }

    /** Whoever claimed it could not get it. */
    void failed(SoundRequest request) {
        done(request.key(), null);
    }

    private void done(String key, Path file) {
        CompletableFuture<Path> waiting = underWay.remove(key);
        if (waiting == null) {
            return;
        }
        if (file == null) {
            waiting.completeExceptionally(new IOException("The sound broke off"));
        } else {
            waiting.complete(file);
        }
    }

    private static boolean arrived(CompletableFuture<Path> first) throws InterruptedException {
        try {
            first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException lost) {
            return false;
        }
    }
}
