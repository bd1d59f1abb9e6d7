package io.omnichannel.camel.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One mistake at a time in a house that is otherwise in order. */
@QuickRouteTest
class RouteCheckTest {

    private static final String FILE = "routes/voice/note.camel.yaml";
    private static final String HERE = "# here";

    private static final String NOTE =
            """
            - route:
                id: note
                description: A note is kept
                routeConfigurationId: note-errors
                from:
                  uri: platform-http:/webhooks/omnichannel/note
                  parameters:
                    useStreaming: true
                    populateBodyWithForm: false
                    headerFilterStrategy: "#webhookHeaders"
                  steps:
                    - to:
                        id: verify-note
                        uri: direct:verify-sender
                    - process:
                        id: keep-note
                        ref: noteKeeper
                    - to:
                        id: answer-note
                        uri: direct:answer-nothing
            """;

    private static final String ERRORS =
            """
            - routeConfiguration:
                id: note-errors
                description: What failed is reported
                onException:
                  - onException:
                      id: note-trouble
                      exception:
                        - java.lang.Exception
                      handled:
                        constant:
                          expression: "true"
                      steps:
                        - process:
                            id: note-trouble-report
                            ref: failureReport
            """;

    private static final String VERIFY =
            """
            - route:
                id: verify-sender
                description: The sender is proved
                routeConfigurationId: none
                from:
                  uri: direct:verify-sender
                  steps:
                    - process:
                        id: check-signature
                        ref: signatureVerifier
            """;

    private static final String ANSWER =
            """
            - route:
                id: answer-nothing
                description: Nothing goes out
                routeConfigurationId: none
                from:
                  uri: direct:answer-nothing
                  steps:
                    - removeHeaders:
                        id: no-echo
                        pattern: "*"
            """;

    private static final RouteCheck CHECK = new RouteCheck(
            Set.of(
                    "noteKeeper",
                    "failureReport",
                    "signatureVerifier",
                    "webhookHeaders",
                    "appDataSource",
                    "intakeDataSource"),
            Set.of("omnichannel.known")::contains);

    /** @param was part of the route, replaced by {@code is}, where {@code # here} marks the line that is to be found */
    record Mistake(String name, String was, String is, String problem, String cure) {

        @Override
        public String toString() {
            return name;
        }
    }

    @Test
    void findsNothingInAHouseInOrder() {
        assertThat(check(NOTE)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void findsTheLineAndTheCure(Mistake mistake) {
        assertThat(NOTE).contains(mistake.was);
        String text = NOTE.replace(mistake.was, mistake.is);

        assertThat(check(text.replace(HERE, "")))
                .containsExactly(new Finding(FILE, lineOfHere(text), mistake.problem, mistake.cure));
    }

    static List<Mistake> mistakes() {
        String step = "        - process:\n            id: keep-note\n            ref: noteKeeper\n";
        String last = "        - to:\n            id: answer-note\n            uri: direct:answer-nothing\n";
        return List.of(
                new Mistake(
                        "a colon in a value",
                        "description: A note is kept",
                        "description: A note: it is kept # here",
                        "Not YAML: mapping values are not allowed here",
                        "Put the value in quotes: it holds a colon"),
                new Mistake(
                        "a tab",
                        "    description:",
                        "	description: # here",
                        "Not YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)",
                        "Indent with spaces: YAML allows no tabs"),
                new Mistake(
                        "a field twice",
                        "ref: noteKeeper",
                        "ref: noteKeeper\n            ref: noteKeeper # here",
                        "Field \"ref\" is there twice",
                        "Keep one of them; a second step needs a dash of its own"),
                new Mistake(
                        "a misspelt step",
                        "- process:",
                        "- proces: # here",
                        "Unknown step \"proces\"",
                        "Did you mean \"process\"?"),
                new Mistake(
                        "two steps behind one dash",
                        "        - process:",
                        "          process: # here",
                        "\"process\" stands beside another step",
                        "Put a dash before it, or move it two spaces deeper if it belongs to the step above"),
                new Mistake(
                        "a misspelt field",
                        "      parameters:",
                        "      paramters: # here",
                        "Unsupported field \"paramters\"",
                        "Did you mean \"parameters\"?"),
                new Mistake(
                        "a field that nobody knows",
                        "ref: noteKeeper",
                        "ref: noteKeeper\n            colour: blue # here",
                        "Unsupported field \"colour\"",
                        "Known here: description, disabled, id, note, ref"),
                new Mistake(
                        "a field too few",
                        "        - process:\n            id: keep-note\n            ref: noteKeeper",
                        "        - process: # here\n            id: keep-note",
                        "\"process\" lacks the field \"ref\"",
                        "Add ref: two spaces deeper than process"),
                new Mistake(
                        "a step in short form",
                        step,
                        "        - log: kept # here\n" + step,
                        "\"log\" is in its short form",
                        "Write its fields below it, two spaces deeper: message"),
                new Mistake(
                        "text where a list belongs",
                        step,
                        "        - choice:\n            id: branch\n            when: later # here\n" + step,
                        "\"when\" cannot be text",
                        "Make it a list: a dash before each entry"),
                new Mistake(
                        "a value that is no truth",
                        "ref: noteKeeper",
                        "ref: noteKeeper\n            disabled: perhaps # here",
                        "\"disabled\" cannot be \"perhaps\"",
                        "It is one of true, false"),
                new Mistake(
                        "a value out of a closed set",
                        "            uri: direct:answer-nothing",
                        "            uri: direct:answer-nothing\n            pattern: InOt # here",
                        "\"pattern\" cannot be \"InOt\"",
                        "Did you mean \"InOut\"?"),
                new Mistake(
                        "a second route",
                        last,
                        last
                                + "- route: # here\n    from:\n      uri: timer:other\n      steps:\n        - stop:\n            id: stop\n",
                        "A second route in the file",
                        "Move it to a file of its own"),
                new Mistake(
                        "another id than the file's",
                        "    id: note\n",
                        "    id: notes # here\n",
                        "The id is \"notes\" but the file is called \"note\"",
                        "Write id: note, or rename the file"),
                new Mistake("no id", "- route:\n    id: note\n", "- route: # here\n", "No id", "Write id: note"),
                new Mistake(
                        "no description",
                        "- route:\n    id: note\n    description: A note is kept\n",
                        "- route: # here\n    id: note\n",
                        "No description",
                        "Say in one sentence what happens here: description: …"),
                new Mistake(
                        "two sentences",
                        "A note is kept",
                        "A note is kept. It stays # here",
                        "The description is more than one sentence",
                        "Keep the sentence that says what happens; the rest can be a note:"),
                new Mistake(
                        "a step without id",
                        "        - process:\n            id: keep-note",
                        "        - process: # here",
                        "The step \"process\" has no id",
                        "Name what it does: id: verify-call"),
                new Mistake(
                        "a catch without id",
                        step,
                        "        - doTry:\n            id: try-note\n            steps:\n              - process:\n                  id: keep-note\n"
                                + "                  ref: noteKeeper\n            doCatch:\n              - exception: # here\n"
                                + "                  - java.lang.Exception\n                steps:\n                  - stop:\n"
                                + "                      id: give-up\n",
                        "The step \"doCatch\" has no id",
                        "Name what it does: id: verify-call"),
                new Mistake(
                        "a request behind a setting",
                        step,
                        "        - to:\n            id: tell\n            uri: \"{{omnichannel.known}}\" # here\n            parameters:\n"
                                + "              connectTimeout: 2000\n              connectionRequestTimeout: 2000\n"
                                + "              responseTimeout: 2000\n              soTimeout: 2000\n"
                                + step,
                        "Without httpClientConfigurer requests are repeated and redirects followed behind the route's back",
                        "Add httpClientConfigurer: \"#providerHttpClient\" under parameters:"),
                new Mistake(
                        "an id of another file's step",
                        "id: keep-note",
                        "id: no-echo # here",
                        "The id \"no-echo\" is taken by routes/shared/answer-nothing.camel.yaml:8",
                        "Give one of the two steps another id"),
                new Mistake(
                        "no error handling",
                        "- route:\n    id: note\n    description: A note is kept\n    routeConfigurationId: note-errors\n",
                        "- route: # here\n    id: note\n    description: A note is kept\n",
                        "No routeConfigurationId, so no error handling",
                        "Use one of note-errors, or none where the caller handles errors"),
                new Mistake(
                        "misspelt error handling",
                        "note-errors",
                        "note-erors # here",
                        "There is no routeConfiguration \"note-erors\"",
                        "Did you mean \"note-errors\"?"),
                new Mistake(
                        "a route that is not there",
                        "direct:answer-nothing",
                        "direct:answer-noting # here",
                        "No route begins with \"direct:answer-noting\"",
                        "Did you mean \"answer-nothing\"?"),
                new Mistake(
                        "a bean that is not there",
                        "ref: noteKeeper",
                        "ref: noteKeper # here",
                        "There is no bean \"noteKeper\"",
                        "Did you mean \"noteKeeper\"?"),
                new Mistake(
                        "a bean of an option",
                        "\"#webhookHeaders\"",
                        "\"#bean:nobody\" # here",
                        "There is no bean \"nobody\"",
                        "A bean is a class with @Component(\"nobody\"), or a method with @Bean"),
                new Mistake(
                        "a setting that is not there",
                        step,
                        "        - to:\n            id: tell\n            uri: \"log:{{omnichannel.known}}{{omnichannel.unknown}}\" # here\n"
                                + step,
                        "There is no setting \"omnichannel.unknown\"",
                        "Add omnichannel.unknown= to application.properties, or a default here: {{omnichannel.unknown:…}}"),
                new Mistake(
                        "toD",
                        step,
                        "        - toD: # here\n            id: elsewhere\n            uri: direct:answer-nothing\n"
                                + step,
                        "\"toD\" lets a message decide where it is sent",
                        "Use a choice with a fixed to: for each case"),
                new Mistake(
                        "a recipient list",
                        step,
                        "        - recipientList: # here\n            id: elsewhere\n            expression:\n              header:\n                expression: to\n"
                                + step,
                        "\"recipientList\" lets a message decide where it is sent",
                        "Use a choice with a fixed to: for each case"),
                new Mistake(
                        "a routing slip",
                        step,
                        "        - routingSlip: # here\n            id: elsewhere\n            expression:\n              header:\n                expression: to\n"
                                + step,
                        "\"routingSlip\" lets a message decide where it is sent",
                        "Use a choice with a fixed to: for each case"),
                new Mistake(
                        "a dynamic router",
                        step,
                        "        - dynamicRouter: # here\n            id: elsewhere\n            expression:\n              header:\n                expression: to\n"
                                + step,
                        "\"dynamicRouter\" lets a message decide where it is sent",
                        "Use a choice with a fixed to: for each case"),
                new Mistake(
                        "an enrichment from anywhere",
                        step,
                        "        - enrich:\n            id: ask\n            expression:\n              simple: # here\n                expression: \"${body}\"\n"
                                + step,
                        "\"enrich\" lets a message decide where it asks",
                        "Use constant: with a fixed address"),
                new Mistake(
                        "a parameter made of a message",
                        step,
                        "        - to:\n            id: wait\n            uri: direct:answer-nothing # here\n            parameters:\n              timeout: ${body.patience}\n"
                                + step,
                        "An expression in an endpoint",
                        "Use a choice with a fixed to: for each case, or a {{setting}}"),
                new Mistake(
                        "a script step",
                        step,
                        "        - script: # here\n            id: program\n            expression:\n              constant:\n                expression: x\n"
                                + step,
                        "A script in a route",
                        "Write a processor in Java and name it here: process: with ref:"),
                new Mistake(
                        "a script in an expression",
                        step,
                        "        - setBody:\n            id: program\n            expression:\n              groovy: # here\n                expression: x\n"
                                + step,
                        "A script (groovy) in a route",
                        "Write a processor in Java and name it here: process: with ref:"),
                new Mistake(
                        "a long expression",
                        step,
                        "        - filter:\n            id: sift\n            expression:\n              simple: # here\n                expression: |\n                  ${body.a}\n                  && ${body.b}\n            steps:\n              - stop:\n                  id: stop\n"
                                + step,
                        "A simple expression of more than a line",
                        "Give the rule a name in Java: method: with ref: and method:"),
                new Mistake(
                        "SQL that is put together",
                        step,
                        "        - to:\n            id: look-up\n            uri: jdbc:appDataSource # here\n" + step,
                        "SQL without bound parameters",
                        "Add useHeadersAsParameters: true under parameters: and write :?name in the statement"),
                new Mistake(
                        "the pool that sees every tenant",
                        step,
                        "        - to:\n            id: look-up\n            uri: jdbc:intakeDataSource?useHeadersAsParameters=true # here\n"
                                + step,
                        "A route reads through appDataSource only",
                        "Write uri: jdbc:appDataSource"),
                new Mistake(
                        "a database that is not there",
                        step,
                        "        - to:\n            id: look-up\n            uri: jdbc:appDataSorce?useHeadersAsParameters=true # here\n"
                                + step,
                        "There is no bean \"appDataSorce\"",
                        "Did you mean \"appDataSource\"?"),
                new Mistake(
                        "a step before the sender is known",
                        "        - to:\n            id: verify-note\n            uri: direct:verify-sender\n        - process:",
                        "        - process: # here",
                        "A step before the sender is verified",
                        "Begin with to: and uri: direct:verify-sender"),
                new Mistake(
                        "a body that is not streamed",
                        "      uri: platform-http:/webhooks/omnichannel/note\n      parameters:\n        useStreaming: true\n",
                        "      uri: platform-http:/webhooks/omnichannel/note # here\n      parameters:\n",
                        "Without useStreaming: true the signed bytes are lost",
                        "Add useStreaming: true under parameters:"),
                new Mistake(
                        "a form that is parsed",
                        "      uri: platform-http:/webhooks/omnichannel/note\n      parameters:\n        useStreaming: true\n        populateBodyWithForm: false\n",
                        "      uri: platform-http:/webhooks/omnichannel/note?populateBodyWithForm=true # here\n      parameters:\n        useStreaming: true\n",
                        "Without populateBodyWithForm: false the signed bytes are lost",
                        "Add populateBodyWithForm: false under parameters:"),
                new Mistake(
                        "headers that come in",
                        "      uri: platform-http:/webhooks/omnichannel/note\n      parameters:\n        useStreaming: true\n        populateBodyWithForm: false\n        headerFilterStrategy: \"#webhookHeaders\"\n",
                        "      uri: platform-http:/webhooks/omnichannel/note # here\n      parameters:\n        useStreaming: true\n        populateBodyWithForm: false\n",
                        "Without headerFilterStrategy a request can set any header of the route",
                        "Add headerFilterStrategy: \"#webhookHeaders\" under parameters:"),
                new Mistake(
                        "headers that go out",
                        last,
                        "        - to: # here\n            id: answer-note\n            uri: direct:verify-sender\n",
                        "The request's headers go out with the answer",
                        "End with to: and uri: direct:answer-nothing, or with removeHeaders: and pattern: \"*\""),
                new Mistake(
                        "an open socket",
                        "platform-http:/webhooks/omnichannel/note",
                        "websocket-jsr356:/webhooks/omnichannel/note # here",
                        "Anybody may open this socket",
                        "Add handshake: \"#relaySocketHandshake\" under parameters:"),
                new Mistake(
                        "a path that does not say what it takes",
                        "      uri: platform-http:/webhooks/omnichannel/note\n      parameters:\n        useStreaming: true\n        populateBodyWithForm: false\n        headerFilterStrategy: \"#webhookHeaders\"\n      steps:\n        - to:\n",
                        "      uri: platform-http:/api/v1/omnichannel/note\n      parameters:\n        useStreaming: true\n        populateBodyWithForm: false\n        headerFilterStrategy: \"#webhookHeaders\"\n      steps:\n        - to: # here\n",
                        "A mistyped query parameter would go unnoticed",
                        "Before this step, behind to: and uri: direct:authenticate-admin, add bean: with ref: queryParameters and method: only('limit, after'), or method: none"),
                new Mistake(
                        "a request that may wait",
                        step,
                        "        - to:\n            id: ask\n            uri: http:twilio # here\n            parameters:\n"
                                + "              connectTimeout: 2000\n              connectionRequestTimeout: 2000\n"
                                + "              responseTimeout: 5000\n              httpClientConfigurer: \"#webhookHeaders\"\n"
                                + step,
                        "Without soTimeout a request may wait for minutes",
                        "Add soTimeout: 2000 (milliseconds) under parameters:"),
                new Mistake(
                        "a request that repeats itself",
                        step,
                        "        - to:\n            id: ask\n            uri: https:api.example # here\n            parameters:\n"
                                + "              connectTimeout: 2000\n              connectionRequestTimeout: 2000\n"
                                + "              responseTimeout: 5000\n              soTimeout: 5000\n"
                                + step,
                        "Without httpClientConfigurer requests are repeated and redirects followed behind the route's back",
                        "Add httpClientConfigurer: \"#providerHttpClient\" under parameters:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"beans: []", "from: {uri: direct:x, steps: []}"})
    void takesRoutesConfigurationsAndRestOnly(String other) {
        assertThat(check("- " + other))
                .contains(new Finding(
                        FILE, 1, "A file holds a route, a routeConfiguration or a rest", "Begin it with - route:"));
    }

    @Test
    void takesNoEmptyFile() {
        assertThat(check("# nothing yet\n"))
                .containsExactly(new Finding(
                        FILE, 1, "The file is empty", "Begin it with - route:, or remove it from the folder"));
    }

    @Test
    void letsNoMessageMakeAnAddress() {
        String step = "        - wireTap:\n            id: copy\n            uri: log:${body.kind}\n";

        assertThat(check(NOTE.replaceFirst("( +- process:)", "%s$1".formatted(step.replace("$", "\\$")))))
                .containsExactly(new Finding(
                        FILE,
                        17,
                        "An expression in an endpoint",
                        "Use a choice with a fixed to: for each case, or a {{setting}}"));
    }

    @Test
    void findsAWebhookThatAnswersWhatNobodyTookIn() {
        String call = NOTE.replace("omnichannel/note", "omnichannel/voice");

        assertThat(check(call))
                .containsExactly(new Finding(
                        FILE,
                        18,
                        "The answer says that it was taken, but nothing takes it in",
                        "Put back process: and ref: callAcceptor before this step"));
        assertThat(check(call.replace("ref: noteKeeper", "ref: callAcceptor")))
                .extracting(Finding::problem)
                .containsExactly("There is no bean \"callAcceptor\"");
        assertThat(check(call.replace("ref: noteKeeper", "ref: callAcceptor\n            disabled: true")))
                .extracting(Finding::cure)
                .contains("Put back process: and ref: callAcceptor before this step");
    }

    @Test
    void findsATextThatIsReadButNotAccepted() {
        String text = NOTE.replace("omnichannel/note", "omnichannel/sms").replace("noteKeeper", "smsReader");

        assertThat(check(text))
                .extracting(Finding::cure)
                .contains("Put back to: and uri: direct:message-received before this step");
    }

    @Test
    void namesEveryMistakeAtOnce() {
        String text = NOTE.replace("A note is kept", "").replace("id: keep-note", "id: answer-note");

        assertThat(check(text)).extracting(Finding::line).containsExactly(3, 19);
    }

    @Test
    void doesNotMistakeABrokenFileForAMissingRoute() {
        assertThat(CHECK.check(Map.of(FILE, NOTE, "routes/shared/answer-nothing.camel.yaml", "- route:\n  from: {")))
                .extracting(Finding::file)
                .containsOnly("routes/shared/answer-nothing.camel.yaml");
    }

    private static List<Finding> check(String text) {
        return CHECK.check(new TreeMap<>(Map.of(
                FILE,
                text,
                "routes/shared/note-errors.camel.yaml",
                ERRORS,
                "routes/shared/verify-sender.camel.yaml",
                VERIFY,
                "routes/shared/answer-nothing.camel.yaml",
                ANSWER)));
    }

    private static int lineOfHere(String text) {
        return (int) text.substring(0, text.indexOf(HERE)).lines().count();
    }
}
