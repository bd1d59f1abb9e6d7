package io.omnichannel.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhrasesTest {

    private final Phrases french = Phrases.in(Locale.CANADA_FRENCH);
    private final Phrases english = Phrases.in(Locale.UK);

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void hasEveryPhraseInTheFileAndNothingElse(String language) throws Exception {
        Properties file = new Properties();
        try (Reader reader = new InputStreamReader(
                getClass().getResourceAsStream("/phrases_" + language + ".properties"), StandardCharsets.UTF_8)) {
            file.load(reader);
        }

        Set<String> keys = Stream.of(Phrase.values()).map(Phrase::key).collect(Collectors.toSet());
        assertThat(file.stringPropertyNames()).isEqualTo(keys);
        assertThat(file.values()).allSatisfy(text -> assertThat((String) text).isNotBlank());
    }

    @Test
    void takesTheSentencesOfAFileBesideTheProgram(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("phrases_fr.properties"), "goodbye=À très bientôt !\nno_such_sentence=x\n");

        Phrases own = new Phrases(Locale.FRENCH, folder);

        assertThat(own.text(Phrase.GOODBYE)).isEqualTo("À très bientôt !");
        assertThat(own.text(Phrase.NUDGE_FIRST)).isEqualTo(french.text(Phrase.NUDGE_FIRST));
    }

    @Test
    void speaksItsOwnSentencesWhereAFileBesideTheProgramCannotBeRead(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("phrases_fr.properties"), "goodbye=\\u12x\n");

        assertThat(new Phrases(Locale.FRENCH, folder).text(Phrase.GOODBYE))
                .isEqualTo(Phrases.in(Locale.FRENCH).text(Phrase.GOODBYE));
    }

    @ParameterizedTest
    @EnumSource
    void fillsTheSameWordsIntoBothLanguages(Phrase phrase) {
        assertThat(placeholders(french.text(phrase))).isEqualTo(placeholders(english.text(phrase)));
    }

    @Test
    void keepsTheContractsFrenchTexts() {
        assertThat(french.text(Phrase.DEFAULT_GREETING))
                .isEqualTo("Bonjour, je suis {agent_name}, votre assistante virtuelle.");
        assertThat(french.text(Phrase.DEFAULT_FALLBACK))
                .isEqualTo("Je n'ai pas bien compris, pouvez-vous reformuler ?");
        assertThat(french.text(Phrase.DEFAULT_TRANSFER)).isEqualTo("Je vous transfère vers un conseiller.");
    }

    @Test
    void speaksEnglishToEverybodyElse() {
        assertThat(Phrases.in(Locale.GERMANY)).isSameAs(english);
        assertThat(Phrases.in(Locale.ROOT)).isSameAs(english);
        assertThat(english.text(Phrase.NUDGE_FIRST)).isEqualTo("Are you still there?");
    }

    @Test
    void takesAValueAsItIs() {
        assertThat(english.text(Phrase.REPEATED, "words", "$1 {words} \\n")).isEqualTo("I said: $1 {words} \\n");
    }

    private static Set<String> placeholders(String text) {
        return Pattern.compile("\\{\\w+}")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }
}
