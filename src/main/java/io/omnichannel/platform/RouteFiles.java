package io.omnichannel.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Where the YAML routes are: the folder that was named, else {@code ./routes}, else the copy in the jar. */
public final class RouteFiles {

    private static final String ENDING = ".camel.yaml";
    private static final String IN_JAR = "routes/";

    private RouteFiles() {}

    /**
     * @param given {@code omnichannel.routes-dir}, or empty
     * @return one Camel resource location a file, in alphabetical order; never empty
     * @throws MissingRoutes when there is no such folder, or no route in it
     */
    public static List<String> locate(String given) {
        Path folder = Path.of(given.isBlank() ? "routes" : given);
        List<String> found;
        if (Files.isDirectory(folder)) {
            found = inFolder(folder);
        } else if (given.isBlank()) {
            found = inJar();
        } else {
            throw new MissingRoutes(
                    "OMNICHANNEL_ROUTES_DIR (omnichannel.routes-dir) names " + folder.toAbsolutePath()
                            + ", which is no folder",
                    "Name the folder that holds the *" + ENDING + " files, or nothing for those in the jar");
        }
        if (found.isEmpty()) {
            throw new MissingRoutes(
                    "There is no *" + ENDING + " file in " + folder.toAbsolutePath(),
                    "Put the routes that came with this version there, or remove the folder for those in the jar");
        }
        return found;
    }

    /** The folder whose routes are used; empty for the copy in the jar. */
    public static Optional<Path> folder(String given) {
        return Optional.of(Path.of(given.isBlank() ? "routes" : given))
                .filter(Files::isDirectory)
                .map(Path::toAbsolutePath);
    }

    private static List<String> inFolder(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .map(file -> "file:" + file)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    // Camel's own search of the jar loses the folder a file is in.
    private static List<String> inJar() {
        try {
            return Stream.of(new PathMatchingResourcePatternResolver()
                            .getResources("classpath*:" + IN_JAR + "**/*" + ENDING))
                    .map(RouteFiles::classpathLocation)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String classpathLocation(Resource file) {
        try {
            String url = file.getURL().toString();
            return "classpath:" + url.substring(url.lastIndexOf("/" + IN_JAR) + 1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
