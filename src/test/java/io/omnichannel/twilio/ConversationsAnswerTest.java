package io.omnichannel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationsAnswerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "201 | {\"sid\":\"CH1\"}    | DONE",
                "200 | {\"messages\":[]}   | DONE",
                "200 | <html>              | UNSURE",
                "409 | {\"code\":50353}    | REFUSED",
                "404 | {\"code\":50350}    | REFUSED",
                "404 | <html>              | LATER",
                "301 | ''                  | LATER",
                "401 | {\"code\":20003}    | LATER",
                "403 | {\"code\":20403}    | LATER",
                "429 | {\"code\":20429}    | LATER",
                "500 | {\"code\":20500}    | UNSURE",
                "503 | ''                  | UNSURE"
            })
    void saysWhatIsToBeDone(int status, String body, ConversationsAnswer.Kind kind) {
        assertThat(ConversationsAnswer.of(status, "", body.getBytes(StandardCharsets.UTF_8))
                        .kind())
                .isEqualTo(kind);
    }

    @Test
    void waitsAsLongAsTwilioAsks() {
        byte[] busy = "{\"code\":20429}".getBytes(StandardCharsets.UTF_8);

        assertThat(ConversationsAnswer.of(429, "7", busy).atLeast()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void tellsARequestThatNeverLeftFromOneThatMayHaveArrived() {
        assertThat(ConversationsAnswer.of(new ConnectException()).kind()).isEqualTo(ConversationsAnswer.Kind.LATER);
        assertThat(ConversationsAnswer.of(new SocketTimeoutException()).kind())
                .isEqualTo(ConversationsAnswer.Kind.UNSURE);
    }
}
