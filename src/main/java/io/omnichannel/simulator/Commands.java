package io.omnichannel.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.system.ApplicationHome;

/**
 * How this program is called from the shell where it runs, for advice that can be pasted: by the project's scripts, or by
 * the jar alone.
 *
 * @param start the server
 * @param simulate the customer in the terminal, without its sub-command
 */
public record Commands(String start, String simulate) {

    private static final String SWITCHED_ON = "OMNICHANNEL_ENABLED=true ";

    public static Commands here() {
        Path folder = Path.of("").toAbsolutePath();
        var source = new ApplicationHome(Commands.class).getSource();
        return source == null ? ofProject(folder, folder) : of(source.toPath(), folder, java());
    }

    /**
     * @param source the jar, or the folder of classes
     * @param folder where the shell is
     * @param java what starts a Java that is new enough
     */
    static Commands of(Path source, Path folder, String java) {
        Path above = source.getParent() == null ? null : source.getParent().getParent();
        if (above != null && Files.isExecutable(above.resolve("simulate"))) {
            return ofProject(above, folder);
        }
        String jar = java + " -jar " + quoted(source.startsWith(folder) ? folder.relativize(source) : source);
        return new Commands(SWITCHED_ON + jar, jar + " simulate");
    }

    private static Commands ofProject(Path project, Path folder) {
        return project.equals(folder)
                ? new Commands(SWITCHED_ON + "./mvnw spring-boot:run", "./simulate")
                : new Commands(
                        SWITCHED_ON + quoted(project.resolve("mvnw")) + " -f " + quoted(project) + " spring-boot:run",
                        quoted(project.resolve("simulate")));
    }

    /** {@code java} where that is the Java we run on: on many machines it is an older one. */
    private static String java() {
        Path ours = Path.of(System.getProperty("java.home"), "bin", "java");
        for (String place : System.getenv().getOrDefault("PATH", "").split(":")) {
            Path first = Path.of(place, "java");
            if (Files.isExecutable(first)) {
                return isSame(first, ours) ? "java" : quoted(ours);
            }
        }
        return quoted(ours);
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return one.toRealPath().equals(other.toRealPath());
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** As a shell reads it. */
    public static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[\\w./+@:-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
