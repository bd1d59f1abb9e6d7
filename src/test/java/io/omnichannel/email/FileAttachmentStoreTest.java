package io.omnichannel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileAttachmentStoreTest {

    private static final String HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir
    private Path root;

    private FileAttachmentStore store;

    @BeforeEach
    void open() {
        store = new FileAttachmentStore(root);
    }

    @Test
    void namesAFileAfterItsContentForItsOwnerOnly() throws IOException {
        AttachmentStore.Content kept = store.put(stream("hello"));

        assertThat(kept).isEqualTo(new AttachmentStore.Content(HELLO, 5));
        Path file = root.resolve("2c").resolve(HELLO.substring(2));
        assertThat(file).hasContent("hello");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(store.open(HELLO)).hasContent("hello");
    }

    @Test
    void removesWhatNobodyNeedsAnyMore() throws IOException {
        store.put(stream("hello"));

        assertThat(store.remove(HELLO)).isTrue();
        assertThat(store.remove(HELLO)).isFalse();

        assertThatThrownBy(() -> store.open(HELLO)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void keepsTheSameContentOnceHoweverManyBringIt() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(IntStream.range(0, 32)
                            .<Callable<AttachmentStore.Content>>mapToObj(i -> () -> store.put(stream("hello")))
                            .toList())
                    .forEach(done -> assertThat(done.resultNow().sha256()).isEqualTo(HELLO));
        }

        assertThat(files()).hasSize(1);
    }

    @Test
    void leavesNothingOfAStreamThatBreaksOff() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }
        };

        assertThatThrownBy(() -> store.put(broken)).hasMessage("broken");
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../../etc/passwd", "2CF2", "2c"})
    void opensNothingButItsOwnNames(String name) {
        assertThatThrownBy(() -> store.open(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.open(HELLO)).isInstanceOf(NoSuchFileException.class);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
