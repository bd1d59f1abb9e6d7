package io.omnichannel.messaging.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.agent.SpokenNumber;
import io.omnichannel.conversation.Channel;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    mon adresse c'est marie point dupont arobase exemple point fr        | marie.dupont@exemple.fr
                    Marie.Dupont arobase exemple.fr                                      | marie.dupont@exemple.fr
                    c'est j tiret p arobase la tiret poste point net merci               | j-p@la-poste.net
                    oui alors jean underscore paul42 arobase gmail point com             | jean_paul42@gmail.com
                    oui alors j p 4 2 arobase gmail point com                            | jp42@gmail.com
                    mon mail est hélène arobase orange point fr.                         | helene@orange.fr
                    my email is joe dot bloggs at example dot co dot uk                  | joe.bloggs@example.co.uk
                    it's j o e at example dot com                                        | joe@example.com
                    joe at sign example dot com                                          | joe@example.com
                    zoe@exemple.fr                                                       | zoe@exemple.fr
                    """)
    void understandsAMailAddressAsPeopleSayIt(String words, String address) {
        assertThat(EvidenceReader.in(words, Channel.VOICE, "FR", false))
                .filteredOn(evidence -> evidence.kind().equals("email"))
                .extracting(Evidence::value)
                .containsExactly(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "je suis à la poste, on se voit au point de rendez-vous",
                "meet me at noon",
                "I am at the office dot",
                "arobase",
                "qu'est-ce que c'est, une arobase ?",
                "rendez-vous à 14 heures 30",
                "ma commande est la 4711"
            })
    void findsNothingInOtherWords(String words) {
        assertThat(EvidenceReader.in(words, Channel.VOICE, "FR", false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Mon adresse est zoe@exemple.fr                   | SMS      | true
                    zoe@exemple.fr                                   | WHATSAPP | true
                    Écrivez à zoe@exemple.fr demain matin            | SMS      | false
                    Mon adresse est zoe@exemple.fr                   | EMAIL    | false
                    Envoyez-moi ça par mail à zoe@exemple.fr         | SMS      | true
                    Pouvez-vous m'envoyer la facture à zoe@exemple.fr ? | SMS   | true
                    Je préfère par mail, à zoe@exemple.fr            | SMS      | true
                    Send me that at zoe@exemple.fr please            | SMS      | true
                    Please send it by email to zoe@exemple.fr        | SMS      | true
                    Envoyez-moi ça par mail à zoé arobase exemple point fr | VOICE | true
                    Ne m'envoyez plus rien par mail à zoe@exemple.fr | SMS      | false
                    Don't send me that at zoe@exemple.fr             | SMS      | false
                    Envoyez-moi la facture que zoe@exemple.fr a perdue | SMS    | false
                    Vous avez écrit hier à zoe@exemple.fr            | SMS      | false
                    Je vous ai écrit par mail à zoe@exemple.fr       | SMS      | false
                    Envoyez-moi le prix, je le transmets à zoe@exemple.fr | SMS | false
                    Mes adresses : zoe@exemple.fr et leo@exemple.fr  | SMS      | false
                    """)
    void tellsAnAddressOfOnesOwnFromAnyOther(String words, Channel channel, boolean offered) {
        assertThat(EvidenceReader.in(words, channel, "FR", false))
                .extracting(Evidence::offered)
                .containsOnly(offered);
    }

    @Test
    void leavesAWishToTheAgent() {
        assertThat(EvidenceReader.isAllThereIs("Voici : zoe@exemple.fr")).isTrue();
        assertThat(EvidenceReader.isAllThereIs("Envoyez-moi ça par mail à zoe@exemple.fr"))
                .isFalse();
    }

    @ParameterizedTest
    @Timeout(30)
    @ValueSource(
            strings = {"-", " ", "a-", "moi ", "moi a ", "me send ", "par mail a ", "a : ", "a l'adresse ", "send x "})
    void readsATextToItsEndThatIsMadeToHaveNone(String again) {
        String words = "zoe@exemple.fr, envoyez moi " + again.repeat(3_900 / again.length());

        assertThat(EvidenceReader.in(words, Channel.SMS, "FR", false))
                .extracting(Evidence::offered)
                .containsExactly(false);
    }

    @Test
    void readsNumbersInTheTenantsRegion() {
        assertThat(EvidenceReader.in("Appelez le 06 12 34 56 78 ou le +44 20 7946 0958.", Channel.EMAIL, "FR", false))
                .extracting(Evidence::value)
                .containsExactly("+33612345678", "+442079460958");
    }

    @Test
    void readsANameWithAllThatMayBelongToIt() {
        assertThat(EvidenceReader.in("Bonjour, je m'appelle Anne Marie Dupont", Channel.SMS, "FR", false))
                .extracting(Evidence::value)
                .isEqualTo(List.of("Anne Marie Dupont", "Anne Marie"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    123456                          | 123456
                    Le code est le 123 456.         | 123456
                    12 34 56                        | 123456
                    un deux trois quatre cinq six   | 123456
                    1234567                         |
                    12345                           |
                    Ma commande 123456 du 3 mai     |
                    """)
    void takesSixDigitsAndLittleElseForACode(String words, String digits) {
        assertThat(EvidenceReader.code(words, SpokenNumber.in(words))).isEqualTo(Optional.ofNullable(digits));
    }

    @Test
    void keepsACodeSoThatItCanOnlyBeCompared() {
        Code code = Code.next();

        assertThat(code.digits()).matches("\\d{6}");
        assertThat(code.hash())
                .doesNotContain(code.digits())
                .isNotEqualTo(Code.next().hash());
        assertThat(Code.matches(code.digits(), code.hash(), code.salt())).isTrue();
        assertThat(Code.matches(code.digits().equals("111111") ? "222222" : "111111", code.hash(), code.salt()))
                .isFalse();
        assertThat(code.toString()).doesNotContain(code.digits());
    }
}
