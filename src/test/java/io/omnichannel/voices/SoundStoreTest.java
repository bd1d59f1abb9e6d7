package io.omnichannel.voices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.util.unit.DataSize;

class SoundStoreTest {

    @TempDir
    Path data;

    private final MovableClock clock = new MovableClock();

    @Test
    void letsGoWhatNobodyHeardForLongest() throws IOException {
        SoundStore store = store(300);
        keep(store, "a", 100);
        keep(store, "b", 100);
        keep(store, "c", 100);
        assertThat(store.find(key("a"))).isPresent();

        keep(store, "d", 100);

        assertThat(store.find(key("b"))).isEmpty();
        assertThat(store.find(key("a"))).isPresent();
        assertThat(store.find(key("c"))).isPresent();
        assertThat(store.find(key("d"))).isPresent();
        assertThat(store.size()).isEqualTo(300).isEqualTo(bytesOnDisk());
    }

    @Test
    void letsSeveralGoForALargeOne() throws IOException {
        SoundStore store = store(300);
        keep(store, "a", 100);
        keep(store, "b", 100);
        keep(store, "c", 100);

        keep(store, "d", 250);

        assertThat(store.size()).isEqualTo(250).isEqualTo(bytesOnDisk());
    }

    @Test
    void keepsASoundThatIsLargerThanItselfForThisOneUse() throws IOException {
        SoundStore store = store(100);
        keep(store, "a", 50);

        keep(store, "b", 500);
        assertThat(store.find(key("b"))).isPresent();
        keep(store, "c", 50);

        assertThat(store.find(key("b"))).isEmpty();
        assertThat(bytesOnDisk()).isEqualTo(50);
    }

    @Test
    void remembersAfterARestartWhatWasHeardLast() throws IOException {
        SoundStore before = store(300);
        keep(before, "a", 100);
        clock.pass(Duration.ofMinutes(1));
        keep(before, "b", 100);
        clock.pass(Duration.ofMinutes(1));
        before.find(key("b"));
        clock.pass(Duration.ofMinutes(1));
        before.find(key("a"));

        SoundStore after = store(300);
        keep(after, "c", 100);
        keep(after, "d", 100);

        assertThat(after.find(key("b"))).isEmpty();
        assertThat(after.find(key("a"))).isPresent();
    }

    @Test
    void clearsAwayWhatAKilledServerLeftUnfinished() throws IOException {
        store(300).begin(key("a"));

        SoundStore after = store(300);
        after.find(key("b"));

        assertThat(bytesOnDisk()).isZero();
        try (Stream<Path> files = Files.list(data.resolve("sounds"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void forgetsASoundThatSomebodyDeleted() throws IOException {
        SoundStore store = store(300);
        keep(store, "a", 100);

        Files.delete(store.find(key("a")).orElseThrow());

        assertThat(store.find(key("a"))).isEmpty();
        assertThat(store.size()).isZero();
    }

    @Test
    void goesOnWhereSomebodyDeletedTheFolder() throws IOException {
        SoundStore store = store(300);
        keep(store, "a", 100);
        Files.delete(store.find(key("a")).orElseThrow());
        Files.delete(data.resolve("sounds"));

        keep(store, "b", 100);

        assertThat(store.find(key("b"))).isPresent();
    }

    private SoundStore store(long bytes) {
        return new SoundStore(
                data,
                DataSize.ofBytes(bytes),
                new StaticListableBeanFactory(Map.of("clock", clock)).getBeanProvider(Clock.class));
    }

    private static void keep(SoundStore store, String name, int bytes) throws IOException {
        Path unfinished = store.begin(key(name));
        Files.write(unfinished, new byte[bytes]);
        store.keep(key(name), unfinished);
    }

    private long bytesOnDisk() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("sounds"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static String key(String name) {
        return name.repeat(64);
    }
}
