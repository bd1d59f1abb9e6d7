package io.omnichannel.camel.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.omnichannel.OmnichannelApplication;
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

        assertThatExceptionOfType(BrokenRoutes.class)
                .isThrownBy(() -> SpringApplication.run(
                        OmnichannelApplication.class,
                        "--omnichannel.enabled=true",
                        "--omnichannel.routes-dir=" + place.resolve("routes"),
                        "--omnichannel.data-dir=" + data,
                        "--server.port=0",
                        "--management.server.port=0",
                        "--logging.structured.format.console="));

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains(file + ":8  Unsupported field \"paramters\"")
                .contains(file + ":8  Did you mean \"parameters\"?")
                .doesNotContain("\tat ");
        assertThat(data).doesNotExist();
    }
}
