package io.omnichannel.camel.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Makes a folder of routes before the program starts: ours, the tests' tools and the one that {@code docs/tools.md} shows. */
final class DroppedTools implements BeforeAllCallback {

    static final String FOLDER = "target/test-routes/tools";

    private static final Pattern SHOWN =
            Pattern.compile("```yaml\n(- route:\n    id: ([\\w-]+)\n.*?)```", Pattern.DOTALL);

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        copy(Path.of("routes"), Path.of(FOLDER));
        copy(Path.of("src/test/resources/tools"), Path.of(FOLDER, "tools"));
        Matcher shown = SHOWN.matcher(Files.readString(Path.of("docs/tools.md")));
        if (!shown.find()) {
            throw new IllegalStateException("docs/tools.md shows no route");
        }
        Files.writeString(Path.of(FOLDER, "tools", shown.group(2) + ".camel.yaml"), shown.group(1));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copied = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copied.getParent());
                Files.copy(file, copied, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
