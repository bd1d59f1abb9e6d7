package io.omnichannel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "json | {\"a\": 1, \"b\": [true, null]}  | {\"b\":[true,null],\"a\":1}",
                "json | {\"id\": \"…\"}                  | {\"id\":7}",
                "json | {\"sid\": \"CA…\"}               | {\"sid\":\"CA12\"}",
                "json | {\"a\": 1, \"…\": \"…\"}         | {\"a\":1,\"b\":2}",
                "json | [1, \"…\"]                       | [1,2,3]",
                "xml  | `<A x=\"1\"\n   y=\"…\">\n  <B/>\n</A>200` | `<A x=\"1\" y=\"2\"><B/></A>200`",
                "text | `one …\nthree`                   | `one two\r\nthree\n`"
            })
    void takesWhatIsDocumented(String language, String documented, String came) {
        assertThat(new Answer(language, documented).differs(came)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "json | {\"a\": 1}                       | {\"a\":2}                  | /a is 2",
                "json | {\"a\": \"1\"}                   | {\"a\":null}               | /a is null",
                "json | {\"a\": {\"b\": 1}}              | {\"a\":{\"b\":1,\"c\":2}}  | /a/c is not documented",
                "json | {\"a\": 1, \"b\": \"…\"}         | {\"a\":1}                  | /b did not come",
                "json | {\"a\": \"CA…\"}                 | {\"a\":\"RE1\"}            | /a is \"RE1\"",
                "json | [1, 2]                           | [1]                        | has 1 elements",
                "json | [1, \"…\"]                       | []                         | has 0 elements",
                "json | {}                               | `<html>`                   | not JSON",
                "xml  | <A x=\"1\"/>                     | <A x=\"2\"/>               | came",
                "text | 204                              | 403                        | came"
            })
    void refusesAnythingElse(String language, String documented, String came, String difference) {
        assertThat(new Answer(language, documented).differs(came))
                .hasValueSatisfying(found -> assertThat(found).contains(difference));
    }
}
