package io.omnichannel.simulator.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallArgumentsTest {

    @Test
    void callsTheDemoTenantOnThisMachineByDefault() {
        assertThat(CallArguments.parse(List.of(), Map.of()))
                .isEqualTo(new CallArguments(
                        URI.create("http://localhost:8787"),
                        "http://localhost:8787",
                        "+33612345678",
                        "+33199000001",
                        Path.of("./data"),
                        ""));
    }

    @Test
    void takesTheServersOwnSettingsFromTheEnvironment() {
        CallArguments arguments = CallArguments.parse(
                List.of(),
                Map.of(
                        "SERVER_PORT", "9000",
                        "OMNICHANNEL_DATA_DIR", "/srv/omni",
                        "OMNICHANNEL_PUBLIC_URL", "https://omni.example.com"));

        assertThat(arguments.url()).hasToString("http://localhost:9000");
        assertThat(arguments.publicUrl()).isEqualTo("https://omni.example.com");
        assertThat(arguments.data()).isEqualTo(Path.of("/srv/omni"));
    }

    @Test
    void takesOptionsAndAScript() {
        CallArguments arguments = CallArguments.parse(
                List.of("--url", "http://127.0.0.1:1", "--from", "+1", "talk.txt", "--to", "+2", "--data", "d"),
                Map.of());

        assertThat(arguments)
                .isEqualTo(new CallArguments(
                        URI.create("http://127.0.0.1:1"), "http://127.0.0.1:1", "+1", "+2", Path.of("d"), "talk.txt"));
    }

    @Test
    void explainsItselfWhenItDoesNotUnderstand() {
        assertThatThrownBy(() -> CallArguments.parse(List.of("--port", "1"), Map.of()))
                .hasMessageContaining("What is --port?")
                .hasMessageContaining("Usage: simulate call");
        assertThatThrownBy(() -> CallArguments.parse(List.of("--url"), Map.of()))
                .hasMessageContaining("needs a value");
        assertThatThrownBy(() -> CallArguments.parse(List.of("--url", "localhost"), Map.of()))
                .hasMessageContaining("http://localhost:8787");
        assertThatThrownBy(() -> CallArguments.parse(List.of("--url", "http://localhost:8787 "), Map.of()))
                .hasMessageContaining(
                        "--url is an address such as http://localhost:8787, not \"http://localhost:8787 \"");
    }
}
