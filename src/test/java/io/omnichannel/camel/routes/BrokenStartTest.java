package io.omnichannel.camel.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.omnichannel.OmnichannelApplication;
import io.omnichannel.platform.MissingRoutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The real program with a broken route. */
@ExtendWith(OutputCaptureExtension.class)
class BrokenStartTest {

    @Test
    void stopsBeforeAnythingIsStartedAndSaysWhereAndWhatToDo(@TempDir Path place, CapturedOutput output)
            throws IOException {
        Path folder = Files.createDirectories(place.resolve("routes/voice"));
        Path file = Files.writeString(
                folder.resolve("fallback.camel.yaml"),
                Files.readString(Path.of("routes/voice/fallback.camel.yaml")).replace("parameters:", "paramters:"));
        Path data = place.resolve("data");

        assertThatExceptionOfType(BrokenRoutes.class).isThrownBy(() -> start(place.resolve("routes"), data));

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains(file + ":8  Unsupported field \"paramters\"")
                .contains(file + ":8  Did you mean \"parameters\"?")
                .doesNotContain("\tat ");
        assertThat(data).doesNotExist();
    }

    @Test
    void saysThatThereIsNoSuchFolder(@TempDir Path place, CapturedOutput output) {
        Path nowhere = place.resolve("nowhere");

        assertThatExceptionOfType(MissingRoutes.class).isThrownBy(() -> start(nowhere, place.resolve("data")));

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains(nowhere + ", which is no folder")
                .contains("Name the folder that holds the *.camel.yaml files")
                .doesNotContain("\tat ");
    }

    @Test
    void saysThatRoutesAndProgramMayBeOfDifferentVersions(@TempDir Path place, CapturedOutput output)
            throws IOException {
        Files.writeString(
                place.resolve("fallback.camel.yaml"),
                Files.readString(Path.of("routes/voice/fallback.camel.yaml"))
                        .replace("apologySentence", "oldSentence"));

        assertThatExceptionOfType(BrokenRoutes.class).isThrownBy(() -> start(place, place.resolve("data")));

        assertThat(output)
                .contains("There is no bean \"oldSentence\"")
                .contains("The routes in use are those in " + place)
                .contains("exchange the folder together with the jar");
    }

    private static void start(Path routes, Path data) {
        SpringApplication.run(
                OmnichannelApplication.class,
                "--omnichannel.enabled=true",
                "--omnichannel.routes-dir=" + routes,
                "--omnichannel.data-dir=" + data,
                "--server.port=0",
                "--management.server.port=0",
                "--logging.structured.format.console=");
    }
}
