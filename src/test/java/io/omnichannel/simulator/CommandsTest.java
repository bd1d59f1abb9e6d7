package io.omnichannel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void build() throws IOException {
        jar = Files.createFile(Files.createDirectory(folder.resolve("target")).resolve("omnichannel.jar"));
    }

    @Test
    void areTheScriptsOfTheProject() throws IOException {
        script();

        assertThat(Commands.of(jar, folder, "java"))
                .isEqualTo(new Commands("OMNICHANNEL_ENABLED=true ./mvnw spring-boot:run", "./simulate"));
        assertThat(Commands.of(jar.resolveSibling("classes"), folder, "java").simulate())
                .isEqualTo("./simulate");
    }

    @Test
    void nameTheProjectFromElsewhere() throws IOException {
        script();

        assertThat(Commands.of(jar, Path.of("/"), "java"))
                .isEqualTo(new Commands(
                        "OMNICHANNEL_ENABLED=true " + folder + "/mvnw -f " + folder + " spring-boot:run",
                        folder + "/simulate"));
    }

    @Test
    void areTheJarWhereThereIsNothingElse() throws IOException {
        Path alone = Files.createFile(folder.resolve("omnichannel-1.0.0.jar"));

        assertThat(Commands.of(alone, folder, "java"))
                .isEqualTo(new Commands(
                        "OMNICHANNEL_ENABLED=true java -jar omnichannel-1.0.0.jar",
                        "java -jar omnichannel-1.0.0.jar simulate"));
        assertThat(Commands.of(alone, Path.of("/etc"), "/opt/jdk/bin/java").simulate())
                .isEqualTo("/opt/jdk/bin/java -jar " + alone + " simulate");
    }

    @Test
    void canBePastedWhateverTheFolderIsCalled() throws IOException {
        Path odd = Files.createFile(
                Files.createDirectory(folder.resolve("it's here")).resolve("o.jar"));

        assertThat(Commands.of(odd, folder, "java").simulate()).isEqualTo("java -jar 'it'\\''s here/o.jar' simulate");
    }

    private void script() throws IOException {
        assertThat(Files.createFile(folder.resolve("simulate")).toFile().setExecutable(true))
                .isTrue();
    }
}
