package io.omnichannel.camel.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Camel says of a route, with the place in the file. */
@QuickRouteTest
class CamelFailureTest {

    private static final String ROUTE =
            """
            - route:
                id: note
                description: A note is kept
                routeConfigurationId: none
                from:
                  uri: platform-http:/webhooks/omnichannel/note
                  parameters:
                    useStreaming: true
                  steps:
                    - log:
                        id: tell
                        message: first
                    - filter:
                        id: sift
                        expression:
                          simple:
                            expression: "${body}"
                        steps:
                          - process:
                              id: keep
                              ref: failureReport
                    - log:
                        id: tell-again
                        message: last
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
            useStreaming: true   | useStreming: true      | 8  | The endpoint has no option "useStreming"                                                       | Look the option up on the component's page
            useStreaming: true   | useStreaming: perhaps  | 8  | The option "useStreaming" cannot be "perhaps"                                                  | Look up on the component's page what the option takes
            platform-http:       | platform-htp:          | 6  | There is no component "platform-htp" | Check what stands before the first colon; a new component is a dependency in pom.xml
            ref: failureReport   | ref: webhookHeaders    | 21 | No bean could be found in the registry for: webhookHeaders of type: org.apache.camel.Processor | Name a bean of that type
            ${body}              | ${body                 | 13 | expected symbol functionEnd but was eol                                                        | Check the braces and quotes of the expression
            message: last        | message: ${body        | 22 | expected symbol functionEnd but was eol                                                        | Check the braces and quotes of the expression
            simple:              | jq:                    | 13 | There is no language "jq"                                                             | Use constant, simple or method; a new language is a dependency in pom.xml
            """,
            delimiter = '|')
    void isFoundInTheFile(String was, String is, int line, String problem, String cure) throws Exception {
        Path file = Files.writeString(folder.resolve("note.camel.yaml"), ROUTE.replace(was, is));

        assertThat(failure(file)).hasValue(new Finding(file.toString(), line, problem, cure));
    }

    @Test
    void leavesOtherFailuresAlone() {
        assertThat(CamelFailure.find(new IllegalStateException("no database"), () -> {
                    throw new AssertionError("no file need be read");
                }))
                .isEmpty();
    }

    private static Optional<Finding> failure(Path file) throws Exception {
        List<String> location = List.of("file:" + file);
        try (BareCamel camel = new BareCamel(new Properties())) {
            return CamelFailure.find(catchException(() -> camel.load(location)), () -> RouteTexts.read(location));
        }
    }
}
