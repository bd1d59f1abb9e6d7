package io.omnichannel.camel.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One mistake at a time in a tool that is otherwise in order. */
@QuickRouteTest
class ToolRuleTest {

    private static final String FILE = "routes/tools/count-points.camel.yaml";
    private static final String HERE = "# here";

    private static final String TOOL =
            """
            - route:
                id: count-points
                description: The customer's points are counted
                routeConfigurationId: none
                from:
                  uri: tool:count_points
                  parameters:
                    description: Counts points. Use it when the customer asks for them
                    confirm: false
                    timeLimit: 2s
                    resultLimit: 500
                    parameter.card: string
                    parameter.card.pattern: "[A-Z]{2}[0-9]{4}"
                    parameter.card.required: true
                    parameter.year: integer
                    parameter.year.min: 2020
                    parameter.since: date
                  steps:
                    - setBody:
                        id: count
                        expression:
                          constant:
                            expression: "12"
            """;

    private static final RouteCheck CHECK = new RouteCheck(Set.of(), name -> true);

    record Mistake(String was, String is, String problem, String cure) {

        @Override
        public String toString() {
            return is.strip();
        }
    }

    @Test
    void findsNothingInAToolInOrder() {
        assertThat(CHECK.check(Map.of(FILE, TOOL))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void findsTheLineAndTheCure(Mistake mistake) {
        assertThat(TOOL).contains(mistake.was);
        String text = TOOL.replace(mistake.was, mistake.is);
        int line = text.substring(0, text.indexOf(HERE)).split("\n", -1).length;

        assertThat(CHECK.check(Map.of(FILE, text.replace(" " + HERE, ""))))
                .containsExactly(new Finding(FILE, line, mistake.problem, mistake.cure));
    }

    static List<Mistake> mistakes() {
        return List.of(
                new Mistake(
                        "uri: tool:count_points",
                        "uri: tool:counting # here",
                        "The tool is \"counting\" but the file is called \"count-points\"",
                        "Write uri: tool:count-points (- may be _), or rename the file"),
                new Mistake(
                        "description: Counts points. Use it when the customer asks for them",
                        "description: \"\" # here",
                        "The model is not told what the tool is for",
                        "Say what it does and when to use it: description: … under parameters:"),
                new Mistake(
                        "description: Counts points. Use it when the customer asks for them",
                        "description: Points & more # here",
                        "& and % mean something in an endpoint",
                        "Put the value into RAW(…), or use a word"),
                new Mistake(
                        "confirm: false",
                        "confrim: true # here",
                        "A tool has no option \"confrim\"",
                        "Did you mean \"confirm\"?"),
                new Mistake(
                        "confirm: false",
                        "confirm: maybe # here",
                        "confirm cannot be \"maybe\"",
                        "It is true or false"),
                new Mistake(
                        "timeLimit: 2s",
                        "timeLimit: 2 hours # here",
                        "timeLimit cannot be \"2 hours\"",
                        "Write it like 800ms or 3s, at most 1m"),
                new Mistake(
                        "resultLimit: 500",
                        "resultLimit: 0 # here",
                        "resultLimit cannot be \"0\"",
                        "Write how many characters, at most 100000"),
                new Mistake(
                        "parameter.year: integer",
                        "parameter.year: interger # here",
                        "\"interger\" is no type of a parameter",
                        "Did you mean \"integer\"?"),
                new Mistake(
                        "        parameter.since: date",
                        "        parameter.since.required: true # here",
                        "The parameter \"since\" has no type",
                        "Write parameter.since: and one of string, integer, number, boolean, date, time"),
                new Mistake(
                        "parameter.card.required: true",
                        "parameter.card.requird: true # here",
                        "A parameter has no \"requird\"",
                        "Did you mean \"required\"?"),
                new Mistake(
                        "pattern: \"[A-Z]{2}[0-9]{4}\"",
                        "pattern: \"[A-Z{2}\" # here",
                        "The pattern cannot be read: Unclosed character class",
                        "Check its brackets and backslashes"),
                new Mistake(
                        "parameter.year.min: 2020",
                        "parameter.year.min: soon # here",
                        "min cannot be \"soon\"",
                        "Write a number"),
                new Mistake(
                        "parameter.since: date",
                        "parameter.customer: string # here",
                        "\"customer\" is not for the model to say",
                        "Remove it: the conversation's own is ${variable.customer} in the route"),
                new Mistake(
                        "parameter.since: date",
                        "parameter.CamelHttpUri-x: string # here",
                        "\"CamelHttpUri-x\" cannot be a parameter's name",
                        "Use letters, digits and _"));
    }

    @Test
    void readsAValueInCamelsQuotes() {
        String text = TOOL.replace("description: Counts points.", "description: RAW(Points & 100 %)\n        #");

        assertThat(CHECK.check(Map.of(FILE, text))).isEmpty();
    }

    @Test
    void findsAToolThatARouteCalls() {
        String text = TOOL.replace(
                "        - setBody:",
                """
                        - to:
                            id: call-tool
                            uri: tool:count_points
                        - setBody:"""
                        .indent(8)
                        .stripTrailing());

        assertThat(CHECK.check(Map.of(FILE, text)))
                .extracting(Finding::problem)
                .containsExactly("A tool is called by agents only");
    }
}
