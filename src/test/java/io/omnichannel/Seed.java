package io.omnichannel;

import java.util.Random;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * What a test draws from that leaves something to chance: the same at every build, another by {@code -Dseed.name=4711} or
 * {@code -Dseed.name=random}. A test that fails says which it was. To be registered as an extension.
 */
public final class Seed implements TestExecutionExceptionHandler {

    private static final class Drawn extends RuntimeException {
        Drawn(String message) {
            super(message, null, false, false);
        }
    }

    private final String property;
    private final long value;

    private Seed(String property, long value) {
        this.property = property;
        this.value = value;
    }

    /** @param name of what is drawn, as it stands in the property */
    public static Seed of(String name, long fixed) {
        String property = "seed." + name;
        String wanted = System.getProperty(property, String.valueOf(fixed));
        return new Seed(property, wanted.equals("random") ? System.nanoTime() : Long.parseLong(wanted));
    }

    public Random random() {
        return random(0);
    }

    /** One of several that draw at the same time. */
    public Random random(int number) {
        return new Random(value + number);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
        failure.addSuppressed(new Drawn("The same again: -D" + property + "=" + value));
        throw failure;
    }
}
