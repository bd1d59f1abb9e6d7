package io.omnichannel.camel.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of {@code routes/README.md} has a line for every file, and for no other. */
@QuickRouteTest
class RoutesReadmeTest {

    private static final Path README = Path.of("routes/README.md");
    // | [call-status](voice/call-status.camel.yaml) | what it does | edit it to … |
    private static final Pattern LINE = Pattern.compile("\\| \\[([\\w-]+)]\\(([^)]+)\\) \\| ([^|]+) \\| ([^|]+) \\|");

    @Test
    void hasALineForEveryFile() throws IOException {
        List<String> missing = new ArrayList<>();
        Set<String> listed = lines().stream().map(line -> line.group(2)).collect(Collectors.toSet());
        for (RouteFile file : RouteTable.files()) {
            String path = file.name().substring("routes/".length());
            if (!listed.contains(path)) {
                missing.add("| [%s](%s) | %s | … |"
                        .formatted(file.id(), path, file.body().textAt("description")));
            }
        }

        if (!missing.isEmpty()) {
            fail("routes/README.md lacks:\n\n" + String.join("\n", missing) + "\n");
        }
    }

    @Test
    void hasNoLineForAFileThatIsGone() throws IOException {
        for (Matcher line : lines()) {
            assertThat(README.resolveSibling(line.group(2)))
                    .as(
                            "the file of a line; if it was moved, list it under its folder in routes/README.md: %s",
                            line.group(1))
                    .exists();
            assertThat(line.group(2)).endsWith("/" + line.group(1) + RouteFile.ENDING);
        }
    }

    private static List<Matcher> lines() throws IOException {
        return Files.readAllLines(README).stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .toList();
    }
}
