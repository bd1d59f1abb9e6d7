package io.omnichannel.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.platform.SqlFile;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Benchmarks run seldom: this says at once when an accepting statement has got a parameter that they do not give it. */
class BareAcceptTest {

    /** A name behind one colon; two are a cast, and comments have none. */
    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):([a-z_]+)");

    @Test
    void givesACallAllThatItsStatementWants() {
        assertThat(BareAccept.call("http://127.0.0.1", TwilioCalls.Call.random())
                        .keySet())
                .containsExactlyInAnyOrderElementsOf(parameters("accept-call"));
    }

    @Test
    void givesATextAllThatItsStatementWants() {
        Map<String, Object> text = BareAccept.text(TwilioTexts.random(), 0);

        assertThat(text.keySet()).containsExactlyInAnyOrderElementsOf(parameters("accept-message"));
    }

    private static Set<String> parameters(String statement) {
        Set<String> names = new TreeSet<>();
        PARAMETER
                .matcher(SqlFile.load(statement))
                .results()
                .map(BareAcceptTest::name)
                .forEach(names::add);
        return names;
    }

    private static String name(MatchResult parameter) {
        return parameter.group(1);
    }
}
