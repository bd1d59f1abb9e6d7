package io.omnichannel.platform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a log may say of a failure: its kinds and where it happened, never its message, which may quote a customer. */
public final class FailureKinds {

    private static final String OURS = "io.omnichannel.";
    private static final int FRAMES_OF_OURS = 3;

    private FailureKinds() {}

    /** {@code CannotReadException from PSQLException at org…(Query.java:5), io.omnichannel…(Outbox.java:7)}. */
    public static String of(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        // A chain may lead back into itself.
        for (Throwable each = failure; each != null && !chain.contains(each); each = each.getCause()) {
            chain.add(each);
        }
        String kinds =
                chain.stream().map(each -> each.getClass().getSimpleName()).collect(Collectors.joining(" from "));
        String places = places(chain);
        return places.isEmpty() ? kinds : kinds + " at " + places;
    }

    /** Where the innermost failure that knows it was thrown, and by which of our classes that was asked for. */
    private static String places(List<Throwable> chain) {
        StackTraceElement[] trace = IntStream.iterate(chain.size() - 1, i -> i >= 0, i -> i - 1)
                .mapToObj(i -> chain.get(i).getStackTrace())
                .filter(frames -> frames.length > 0)
                .findFirst()
                .orElse(new StackTraceElement[0]);
        return Stream.concat(
                        Arrays.stream(trace).limit(1),
                        Arrays.stream(trace)
                                .skip(1)
                                .filter(frame -> frame.getClassName().startsWith(OURS))
                                .limit(FRAMES_OF_OURS))
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(", "));
    }
}
