package io.omnichannel.messaging.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.email.InboundMail;
import io.omnichannel.email.MailAddress;
import io.omnichannel.messaging.MessagingSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailReaderTest {

    private final ObjectMapper json = new ObjectMapper();
    private final MailReader reader = new MailReader(
            json,
            new MessagingSettings(
                    "1.5s",
                    64,
                    8,
                    4,
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(1),
                    Duration.ofHours(4),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(15)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Une question | Désabonnement               | stop",
                "STOP         | ''                          | stop",
                "Re: Offres   | Stop svp                    | stop",
                "Re: Offres   | Merci, ne m'écrivez plus !  | revoke",
                "Re: Offers   | Please unsubscribe me.      | revoke",
                "Re: Offres   | reprendre                   | start",
                "Re: Rendez-vous | Cancel.                  | ''",
                "Re: Rendez-vous | CANCEL                   | ''",
                "Cancel       | ''                          | ''",
                "Re: Offres   | Aide                        | ''",
                "STOP         | Êtes-vous ouverts ?         | ''"
            })
    void findsTheWishToBeLeftAloneInAMail(String subject, String words, String wish) throws JsonProcessingException {
        IncomingMessage message = read(subject, words, "", "");

        assertThat(message.keyword()).isEqualTo(wish);
        assertThat(details(message).path("keyword").asText()).isEqualTo(wish);
        assertThat(message.debounce().isZero()).isEqualTo(!wish.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"auto-submitted, ''", "'', attachment1"})
    void takesNoWishFromAMachineNorFromWhatItCannotReadWhole(String automatic, String damage)
            throws JsonProcessingException {
        IncomingMessage message = read("Re: Offres", "STOP", automatic, damage);

        assertThat(message.keyword()).isEmpty();
        assertThat(details(message).has("keyword")).isFalse();
        assertThat(message.answerable()).isFalse();
    }

    private IncomingMessage read(String subject, String words, String automatic, String damage)
            throws JsonProcessingException {
        InboundMail mail = new InboundMail(
                List.of("shop@business.example"),
                "camille@client.example",
                new MailAddress("", "camille@client.example"),
                subject,
                "",
                "<1@client.example>",
                "",
                List.of(),
                words,
                words,
                "",
                List.of(),
                automatic,
                "",
                "",
                damage);
        return reader.read(mail, List.of("shop@business.example")).getFirst();
    }

    private JsonNode details(IncomingMessage message) throws JsonProcessingException {
        return json.readTree(message.details());
    }
}
