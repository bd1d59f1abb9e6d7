package io.omnichannel.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.conversation.Channel;
import io.omnichannel.platform.Problem.FieldError;
import io.omnichannel.platform.json.InputErrors;
import io.omnichannel.platform.json.JsonFields;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaFieldTest {

    private static final String LONG = "x".repeat(1_980);

    private final InputErrors errors = new InputErrors();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "https://example.com/menu.pdf",
                "https://example.com:8443/a%20b/%C3%A9.jpg?size=1&of=a+b",
                "https://192.0.2.1/a.png",
                "https://[2001:db8::1]/a.png",
                "https://example.com/LONG"
            })
    void takesWhatTwilioCanFetch(String url) {
        assertThat(read("[\"" + url + "\"]", Optional.of(Channel.SMS))).containsExactly(url.replace("LONG", LONG));
        assertThat(errors.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"http://example.com/a.jpg\"",
                "\"HTTPS://example.com/a.jpg\"",
                "\"ftp://example.com/a.jpg\"",
                "\"file:///etc/passwd\"",
                "\"https:a.jpg\"",
                "\"https:///a.jpg\"",
                "\"https://:443/a.jpg\"",
                "\"https://example.com:65536/a.jpg\"",
                "\"//example.com/a.jpg\"",
                "\"a.jpg\"",
                "\"https://ann:secret@example.com/a.jpg\"",
                "\"https://@example.com/a.jpg\"",
                "\"https://example.com/a.jpg#page\"",
                "\"https://example.com/a b.jpg\"",
                "\"https://example.com/a\\nb.jpg\"",
                "\"https://example.com/%zz.jpg\"",
                "\"https://example.com/\u00e9t\u00e9.jpg\"",
                "\"https://ex\u00e4mple.com/a.jpg\"",
                "\" https://example.com/a.jpg\"",
                "\"https://example.com/LONGx\"",
                "\"\"",
                "null",
                "7",
                "{\"url\":\"https://example.com/a.jpg\"}"
            })
    void refusesWhatItCannot(String url) {
        read("[\"https://example.com/a.jpg\"," + url + "]", Optional.empty());

        assertThat(errors.all()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("media[1]");
            assertThat(error.message()).contains("https://example.com/menu.pdf").doesNotContain("secret", "passwd");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"https://example.com/a.jpg\"", "{}", "7", "ELEVEN"})
    void takesOneToTenInAList(String media) {
        read(media.equals("ELEVEN") ? some(11) : media, Optional.of(Channel.WHATSAPP));

        assertThat(errors.all()).extracting(FieldError::field).containsExactly("media");
        assertThat(read(some(10), Optional.of(Channel.WHATSAPP))).hasSize(10);
    }

    @Test
    void saysWhatToDoInsteadOfMailingThem() {
        read(some(1), Optional.of(Channel.EMAIL));

        assertThat(errors.all()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("media");
            assertThat(error.message()).contains("sms and whatsapp only", "links in content");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\""})
    void isNotThereWithoutAValue(String nothing) {
        assertThat(read(nothing, Optional.of(Channel.EMAIL))).isEmpty();
        assertThat(errors.all()).isEmpty();
    }

    private List<String> read(String media, Optional<Channel> channel) {
        try {
            return MediaField.read(
                    JsonFields.of(
                            new ObjectMapper().readTree("{\"media\":" + media.replace("LONG", LONG) + "}"), errors),
                    channel);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }

    private static String some(int count) {
        return "[" + String.join(",", Collections.nCopies(count, "\"https://example.com/a.jpg\"")) + "]";
    }
}
