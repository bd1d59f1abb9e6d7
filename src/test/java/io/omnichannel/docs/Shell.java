package io.omnichannel.docs;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A terminal: one shell in the project's folder that keeps its variables from block to block. */
final class Shell implements AutoCloseable {

    private static final String MARK = "--- end of block, status ";

    private final Path errors;
    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    /** @param status of the last command */
    record Result(String output, int status) {}

    Shell(Path folder, Map<String, String> environment) throws IOException {
        Files.createDirectories(folder);
        this.errors = folder.resolve("errors.txt");
        ProcessBuilder shell = new ProcessBuilder("sh").redirectError(errors.toFile());
        shell.environment().putAll(environment);
        this.process = shell.start();
        this.in = process.outputWriter();
        this.out = process.inputReader();
    }

    /** Whether this machine has everything that a page's commands need. */
    static boolean has(String... programs) throws IOException, InterruptedException {
        for (String program : programs) {
            if (new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() != 0) {
                return false;
            }
        }
        return true;
    }

    /** Runs commands to their end. */
    Result run(String commands) {
        try {
            in.write("{ " + commands + "\n} </dev/null; printf '\\n" + MARK + "%s\\n' $?\n");
            in.flush();
            StringBuilder output = new StringBuilder();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(MARK)) {
                    return new Result(output.toString().strip(), Integer.parseInt(line.substring(MARK.length())));
                }
                output.append(line).append('\n');
            }
            throw new IllegalStateException("The shell ended: " + output + errors());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What was written beside the output, so far. */
    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
