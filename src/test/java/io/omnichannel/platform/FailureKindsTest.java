package io.omnichannel.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureKindsTest {

    @Test
    void namesKindsAndPlacesAndNothingThatWasSaid() {
        NumberFormatException inner = new NumberFormatException("my card is 4111");
        StackTraceElement ours = new StackTraceElement("io.omnichannel.call.A", "b", "A.java", 7);
        inner.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("org.else.X", "y", "X.java", 5),
            new StackTraceElement("org.else.Z", "z", "Z.java", 6),
            ours,
            ours,
            ours,
            ours
        });

        assertThat(FailureKinds.of(new IllegalStateException("Anna said so", inner)))
                .isEqualTo("IllegalStateException from NumberFormatException at org.else.X.y(X.java:5)"
                        + ", io.omnichannel.call.A.b(A.java:7)".repeat(3));
    }

    @Test
    void takesTheOuterPlacesWhereTheInnerFailureHasNone() {
        IOException outer = new IOException(new Traceless());
        outer.setStackTrace(new StackTraceElement[] {new StackTraceElement("org.else.X", "y", "X.java", 5)});

        assertThat(FailureKinds.of(outer)).isEqualTo("IOException from Traceless at org.else.X.y(X.java:5)");
        assertThat(FailureKinds.of(new Traceless())).isEqualTo("Traceless");
    }

    @Test
    void endsWhereAChainLeadsBackIntoItself() {
        IOException first = new IOException();
        IllegalStateException second = new IllegalStateException(first);
        first.initCause(second);
        List.of(first, second).forEach(failure -> failure.setStackTrace(new StackTraceElement[0]));

        assertThat(FailureKinds.of(first)).isEqualTo("IOException from IllegalStateException");
    }

    private static final class Traceless extends RuntimeException {

        Traceless() {
            super(null, null, false, false);
        }
    }
}
