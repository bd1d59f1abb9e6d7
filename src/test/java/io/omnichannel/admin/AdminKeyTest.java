package io.omnichannel.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminKeyTest {

    @TempDir
    Path directory;

    @Test
    void makesAKeyOnceThatOnlyItsOwnerReads() throws IOException {
        AdminKey first = new AdminKey("", directory);
        String key = Files.readString(directory.resolve("admin.key")).strip();
        AdminKey second = new AdminKey("", directory);

        assertThat(key).hasSizeGreaterThan(40);
        assertThat(first.matches(key)).isTrue();
        assertThat(second.matches(key)).isTrue();
        assertThat(second.matches(key + "x")).isFalse();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("admin.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesAKeyThatCouldBeGuessed() {
        assertThatThrownBy(() -> new AdminKey("admin", directory))
                .hasMessageContaining("omnichannel.admin-key")
                .hasMessageNotContaining("\"admin\"");
    }

    @Test
    void makesNoFileWhenAKeyIsGiven() {
        AdminKey key = new AdminKey(" given-by-somebody ", directory);

        assertThat(key.matches("given-by-somebody")).isTrue();
        assertThat(key.matches("")).isFalse();
        assertThat(directory.resolve("admin.key")).doesNotExist();
    }
}
