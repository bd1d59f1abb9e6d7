package io.omnichannel.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import io.omnichannel.platform.SqlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecisionTest {

    private static final Pattern DECIDED = Pattern.compile("(?:then|else)\\s+'(\\w+)'");
    /** By the function {@code omni_reached_limit}, for {@code accept-call}. */
    private static final Pattern REACHED = Pattern.compile("return '(\\w+)'");

    private static final Path FUNCTIONS = Path.of("src/main/resources/db/migration/V21__spoken_answers.sql");

    @Test
    void namesWhatTheStatementsDecideAndNothingElse() throws IOException {
        Set<String> decided = Stream.concat(
                        Stream.of("accept-call", "accept-call-step", "accept-outbound-call")
                                .flatMap(DecisionTest::decisions),
                        REACHED.matcher(Files.readString(FUNCTIONS)).results().map(found -> found.group(1)))
                .collect(Collectors.toSet());

        assertThat(EnumSet.complementOf(EnumSet.of(Decision.UNKNOWN_NUMBER, Decision.UNKNOWN_CALL)))
                .extracting(Decision::wireName)
                .containsExactlyInAnyOrderElementsOf(decided);
    }

    @Test
    void refusesANameThatNobodyDecides() {
        ObjectMapper json = new ObjectMapper();

        assertThatThrownBy(() -> json.readValue("\"something_new\"", Decision.class))
                .isInstanceOf(InvalidFormatException.class);
    }

    private static Stream<String> decisions(String statement) {
        String sql = SqlFile.load(statement);
        return DECIDED.matcher(sql.substring(Math.max(0, sql.indexOf("decided as (")), sql.indexOf("end as decision")))
                .results()
                .map(found -> found.group(1));
    }
}
