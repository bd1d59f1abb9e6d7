package io.omnichannel.agent.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.agent.tools.ArgumentReader.Read;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ArgumentReader reader = new ArgumentReader(JSON);
    private final ToolSpec tool = tool();

    private static ToolSpec tool() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("description", "Books a table");
        options.put("parameter.day", "date");
        options.put("parameter.day.required", "true");
        options.put("parameter.at", "time");
        options.put("parameter.people", "integer");
        options.put("parameter.people.min", "1");
        options.put("parameter.people.max", "12");
        options.put("parameter.budget", "number");
        options.put("parameter.budget.min", "0.5");
        options.put("parameter.outside", "boolean");
        options.put("parameter.room", "string");
        options.put("parameter.room.enum", "big, small");
        options.put("parameter.code", "string");
        options.put("parameter.code.pattern", "[A-Z]{2}\\d+");
        options.put("parameter.code.max", "6");
        return ToolSpecReader.read("book-table", options).spec();
    }

    @Test
    void readsEveryType() {
        Read read = reader.read(
                tool,
                """
                {"code": "AB12", "people": 4, "day": "2026-11-30", "at": "19:30", "budget": 25.50, "outside": true,
                 "room": "big"}""");

        assertThat(((Read.Arguments) read).values())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "day", "2026-11-30",
                        "at", "19:30",
                        "people", 4L,
                        "budget", new BigDecimal("25.5"),
                        "outside", true,
                        "room", "big",
                        "code", "AB12"));
    }

    @Test
    void takesNullAndEmptyForAbsent() {
        Read read = reader.read(tool, "{\"day\": \"2026-11-30\", \"at\": null, \"room\": \"\"}");

        assertThat(((Read.Arguments) read).values()).containsExactly(Map.entry("day", "2026-11-30"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "people  | \"4\"                    | people must be a whole number, at least 1, at most 12",
                "people  | 13                       | people must be a whole number, at least 1, at most 12",
                "people  | 4.5                      | people must be a whole number, at least 1, at most 12",
                "people  | 99999999999999999999     | people must be a whole number, at least 1, at most 12",
                "budget  | 1e999999999              | budget must be a number, at least 0.5",
                "budget  | 0.1                      | budget must be a number, at least 0.5",
                "outside | \"true\"                 | outside must be true or false",
                "at      | \"25:00\"                | at must be a time of day such as 09:30",
                "at      | \"7pm\"                  | at must be a time of day such as 09:30",
                "day     | \"2026-02-30\"           | day must be a date such as 2026-11-30",
                "day     | \"tomorrow\"             | day must be a date such as 2026-11-30",
                "day     | [\"2026-11-30\"]         | day must be a date such as 2026-11-30",
                "room    | \"huge\"                 | room must be one of big, small",
                "room    | {\"big\": true}          | room must be one of big, small",
                "code    | \"AB1234567\"            | code must be a text, at most 6 characters, matching [A-Z]{2}\\d+",
                "code    | \"A\\u0000B1\"           | code must be a text, at most 6 characters, matching [A-Z]{2}\\d+"
            })
    void saysWhatAnArgumentMustBe(String name, String value, String complaint) {
        String day = name.equals("day") ? "" : "\"day\": \"2026-11-30\", ";

        Read read = reader.read(tool, "{" + day + "\"" + name + "\": " + value + "}");

        assertThat(read).isEqualTo(new Read.Wrong("Nothing was done: " + complaint + "."));
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(reader.read(tool, ""))
                .isEqualTo(new Read.Wrong("Nothing was done: day is missing: a date such as 2026-11-30."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CamelHttpUri", "customer", "tenant", "conversation", "Day", "day "})
    void refusesWhatTheToolHasNotAskedFor(String name) {
        Read read = reader.read(tool, "{\"day\": \"2026-11-30\", \"" + name + "\": \"http://169.254.169.254/\"}");

        assertThat(read).isEqualTo(new Read.Wrong("Nothing was done: there is no argument \"" + name + "\"."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"day\"", "null", "{", "{\"day\"}", "day=2026-11-30", "nonsense"})
    void refusesWhatIsNoObject(String written) {
        assertThat(reader.read(tool, written))
                .isEqualTo(new Read.Wrong(
                        "The arguments must be one JSON object such as {\"day\": …, \"at\": …, \"people\": …}."));
    }

    @Test
    void isDescribedAsJsonSchema() throws Exception {
        assertThat(JSON.readTree(tool.tool().schema()))
                .isEqualTo(
                        JSON.readTree(
                                """
                {"type": "object", "properties": {
                  "day": {"type": "string", "description": "(a date such as 2026-11-30)"},
                  "at": {"type": "string", "description": "(a time of day such as 09:30)"},
                  "people": {"type": "integer", "minimum": 1, "maximum": 12},
                  "budget": {"type": "number", "minimum": 0.5},
                  "outside": {"type": "boolean"},
                  "room": {"type": "string", "enum": ["big", "small"]},
                  "code": {"type": "string", "pattern": "^(?:[A-Z]{2}\\\\d+)$", "maxLength": 6}},
                 "required": ["day"], "additionalProperties": false}"""));
    }
}
