package io.omnichannel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.conversation.Channel;
import io.omnichannel.twilio.OptOutKeyword.Wish;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptOutKeywordTest {

    @ParameterizedTest
    @MethodSource("rows")
    void readsWholeMessagesOnly(String wish, String language, String who, String body) {
        String said = body.replace("\\n", "\n");

        Optional<OptOutKeyword> found = OptOutKeyword.in(said, Channel.SMS, "");

        Optional<OptOutKeyword> expected = wish.equals("-")
                ? Optional.empty()
                : Optional.of(new OptOutKeyword(
                        Wish.valueOf(wish), language.equals("-") ? "" : language, who.equals("twilio")));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void isProvenOnManyMessages() {
        assertThat(rows()).hasSizeGreaterThan(200);
        assertThat(rows().filter(row -> row[0].equals("-"))).hasSizeGreaterThan(100);
    }

    @Test
    void knowsThatTwilioAnswersNobodyOnWhatsapp() {
        assertThat(OptOutKeyword.in("STOP", Channel.WHATSAPP, "")).contains(new OptOutKeyword(Wish.STOP, "", false));
    }

    @Test
    void believesAdvancedOptOutBeforeItsOwnReading() {
        assertThat(OptOutKeyword.in("Plus rien SVP", Channel.SMS, "STOP"))
                .contains(new OptOutKeyword(Wish.STOP, "", true));
        assertThat(OptOutKeyword.in("Reprendre", Channel.SMS, "START"))
                .contains(new OptOutKeyword(Wish.START, "fr", true));
    }

    @Test
    void findsNothingInAMessageWithoutWords() {
        assertThat(OptOutKeyword.in("", Channel.SMS, "")).isEmpty();
        assertThat(OptOutKeyword.in(" \n ", Channel.WHATSAPP, "")).isEmpty();
    }

    static Stream<String[]> rows() {
        return new BufferedReader(new InputStreamReader(
                        OptOutKeywordTest.class.getResourceAsStream("/twilio/opt-out.tsv"), StandardCharsets.UTF_8))
                .lines()
                .filter(line -> !line.startsWith("# "))
                .map(line -> line.split("\t"));
    }
}
