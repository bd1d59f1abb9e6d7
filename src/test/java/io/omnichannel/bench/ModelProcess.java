package io.omnichannel.bench;

import io.omnichannel.simulator.model.ModelAnswer;
import io.omnichannel.simulator.model.ModelDouble;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** The model's double in a process of its own, so that its cost is in nobody else's figures. */
final class ModelProcess implements AutoCloseable {

    static final Duration FIRST_AFTER = Duration.ofMillis(50);
    static final Duration APART = Duration.ofMillis(5);
    /** At this pace a long story of 100 tokens takes a second. */
    static final Duration STORY_APART = Duration.ofMillis(10);

    private static final String WORDS = "word ".repeat(20).strip();
    private static final String STORY = "word ".repeat(100).strip();

    private final Process process;
    private final String url;

    private ModelProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static ModelProcess start() {
        try {
            Process process = new ProcessBuilder(List.of(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "-Xmx256m",
                            ModelProcess.class.getName()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            return new ModelProcess(process, out.readLine());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Answers with 20 tokens 5 ms apart, after 50 ms; asked for a long story, with 100 tokens 10 ms apart. */
    public static void main(String[] args) throws InterruptedException {
        ModelAnswer answer = ModelAnswer.of(WORDS).after(FIRST_AFTER).apart(APART);
        ModelAnswer story = ModelAnswer.of(STORY).after(FIRST_AFTER).apart(STORY_APART);
        try (ModelDouble model =
                ModelDouble.listen(request -> request.question().equals(InstantAgent.LONG_STORY) ? story : answer)) {
            model.rememberNothing();
            System.out.println(model.url());
            Thread.currentThread().join();
        }
    }

    /** The settings of a server whose agent is this model. */
    String[] settings() {
        return new String[] {
            "bench.model=true",
            "omnichannel.llm-base-url=" + url,
            "omnichannel.llm-model=double",
            "omnichannel.relay.nudge-after=10m"
        };
    }

    /** Processor time so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
