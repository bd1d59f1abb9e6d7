package io.omnichannel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.twilio.SmsText.Encoding;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsTextTest {

    @ParameterizedTest
    @CsvSource({
        "a, 1, GSM_7, 1, 1",
        "a, 160, GSM_7, 160, 1",
        "a, 161, GSM_7, 161, 2",
        "a, 306, GSM_7, 306, 2",
        "a, 307, GSM_7, 307, 3",
        "é, 160, GSM_7, 160, 1",
        "€, 80, GSM_7, 160, 1",
        "€, 81, GSM_7, 162, 2",
        // Seventy-six escaped characters fill 152 of 153 septets; the next is not divided.
        "€, 153, GSM_7, 306, 3",
        "ê, 70, UCS_2, 70, 1",
        "ê, 71, UCS_2, 71, 2",
        "ê, 134, UCS_2, 134, 2",
        "ê, 135, UCS_2, 135, 3",
        "ç, 1, UCS_2, 1, 1",
        "Ç, 1, GSM_7, 1, 1",
        "😀, 35, UCS_2, 70, 1",
        "😀, 36, UCS_2, 72, 2",
        // Thirty-three pairs fill 66 of 67 units.
        "😀, 67, UCS_2, 134, 3",
    })
    void countsWhatTheNetworkBills(String character, int times, Encoding encoding, int units, int segments) {
        SmsText text = SmsText.of(character.repeat(times));

        assertThat(text).isEqualTo(new SmsText(character.repeat(times), encoding, units, segments));
    }

    @Test
    void knowsTheWholeAlphabet() {
        String basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                + "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
        String escaped = "\f^{}\\[~]|€";

        assertThat(SmsText.of(basic).units()).isEqualTo(127);
        assertThat(SmsText.of(escaped).units()).isEqualTo(20);
        long known = java.util.stream.IntStream.range(0, 0x10000)
                .filter(character -> Gsm7.septets((char) character) != Gsm7.NOT_IN_ALPHABET)
                .count();
        assertThat(known).isEqualTo(137);
    }

    @Test
    void replacesLookAlikesWhenThatMakesItCheap() {
        assertThat(SmsText.of("« L’œuf » – c’est 3\u202f€…\u00a0“oui”").text())
                .isEqualTo("\" L'oeuf \" - c'est 3 €... \"oui\"");
        assertThat(SmsText.of("e\u0301te\u0301").text()).isEqualTo("été");
    }

    @Test
    void leavesATextAloneThatStaysExpensive() {
        String text = "« L’être » – 😀…";

        assertThat(SmsText.of(text).text()).isEqualTo(text);
        assertThat(SmsText.of(text).encoding()).isEqualTo(Encoding.UCS_2);
    }

    @Test
    void countsNothingAsNothing() {
        assertThat(SmsText.of("")).isEqualTo(new SmsText("", Encoding.GSM_7, 0, 0));
        assertThat(SmsText.parts(" \n ")).isEmpty();
    }

    @Test
    void leavesAShortTextWhole() {
        assertThat(SmsText.parts("  Bonjour.\n")).extracting(SmsText::text).containsExactly("  Bonjour.\n");
        assertThat(SmsText.parts("a".repeat(1_600))).hasSize(1);
    }

    @Test
    void cutsBehindAParagraphFirst() {
        String first = "Une phrase. ".repeat(90).strip();
        String second = "Une autre phrase. ".repeat(60).strip();

        assertThat(TextCutter.cut(first + "\n\n" + second, 1_600)).containsExactly(first, second);
    }

    @Test
    void cutsBehindASentenceBeforeAWord() {
        List<String> parts = TextCutter.cut("Voici une phrase de plus. ".repeat(100), 1_600);

        assertThat(parts).hasSize(2).allSatisfy(part -> assertThat(part).endsWith("plus."));
    }

    @Test
    void cutsBetweenWordsWhenThereIsNoSentence() {
        List<String> parts = TextCutter.cut("mot ".repeat(600), 1_600);

        assertThat(parts).allSatisfy(part -> assertThat(part).startsWith("mot").endsWith("mot"));
    }

    @Test
    void keepsAnAddressWholeThatFits() {
        String url = "https://exemple.fr/" + "chemin/".repeat(60) + "?a=b&c=d";

        List<String> parts = TextCutter.cut("mot ".repeat(350) + url + " fin", 1_600);

        assertThat(parts).hasSize(2);
        assertThat(parts.get(1)).startsWith(url);
    }

    @Test
    void cutsWhatHasNoWordsBetweenCharactersAsPeopleCountThem() {
        String family = "👨‍👩‍👧‍👦";

        List<String> parts = TextCutter.cut(family.repeat(300), 1_600);

        assertThat(parts)
                .allSatisfy(part -> assertThat(part.length() % family.length()).isZero());
    }

    @Test
    void cutsEvenWhatCannotBeCut() {
        String accents = "a" + "\u0301".repeat(4_000);

        assertThat(String.join("", TextCutter.cut(accents, 1_600))).isEqualTo(accents);
    }

    @Test
    void foldsThePartsThatAnEmojiLetsIt() {
        List<SmsText> parts = SmsText.parts("C’est une phrase simple. ".repeat(100) + "😀");

        assertThat(parts).hasSize(2);
        assertThat(parts.get(0).encoding()).isEqualTo(Encoding.GSM_7);
        assertThat(parts.get(1).text()).contains("’").endsWith("😀");
    }

    @Test
    void leavesRoomInEachPartForLookAlikesThatGrow() {
        List<SmsText> parts = SmsText.parts("Un œuf, un bœuf… et « l’été ». ".repeat(100));

        assertThat(parts).hasSize(3).allSatisfy(part -> {
            assertThat(part.encoding()).isEqualTo(Encoding.GSM_7);
            assertThat(part.text()).contains("oeuf", "...", "l'").endsWith(".");
        });
        assertThat(SmsText.parts("œ ".repeat(800)))
                .extracting(SmsText::encoding)
                .containsExactly(Encoding.GSM_7, Encoding.GSM_7);
        assertThat(SmsText.parts("…".repeat(1_600)))
                .hasSize(4)
                .extracting(SmsText::encoding)
                .containsOnly(Encoding.GSM_7);
    }

    @Test
    void losesNothingButWhiteSpaceAtTheCuts() {
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            String text = text(random);
            int limit = 2 + random.nextInt(200);

            List<String> parts = TextCutter.cut(text, limit);

            int at = 0;
            for (String part : parts) {
                int found = text.indexOf(part, at);
                assertThat(text.substring(at, found)).as("seed %d", seed).isBlank();
                assertThat(part.length()).as("seed %d", seed).isBetween(1, limit);
                assertThat(part).as("seed %d", seed).isNotBlank();
                at = found + part.length();
            }
            assertThat(text.substring(at)).as("seed %d", seed).isBlank();
        }
    }

    @Test
    void neverCutsInsideACharacter() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            String text = text(random);
            int limit = 60 + random.nextInt(200);
            BreakIterator graphemes = BreakIterator.getCharacterInstance(Locale.ROOT);
            graphemes.setText(text);

            int at = 0;
            for (String part : TextCutter.cut(text, limit)) {
                int found = text.indexOf(part, at);
                at = found + part.length();
                assertThat(graphemes.isBoundary(found)).as("seed %d", seed).isTrue();
                assertThat(graphemes.isBoundary(at)).as("seed %d", seed).isTrue();
            }
        }
    }

    @Test
    void neverMakesAPartThatTwilioRefuses() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<String> pieces = new ArrayList<>();
            for (int i = random.nextInt(60); i >= 0; i--) {
                pieces.add(text(random));
            }

            assertThat(SmsText.parts(String.join(" ", pieces)))
                    .as("seed %d", seed)
                    .allSatisfy(part -> assertThat(part.text().length()).isBetween(1, SmsText.MAX_LENGTH));
        }
    }

    private static final String[] PIECES = {
        "Bonjour",
        "l’été",
        "œuf",
        "…",
        "— ",
        "« ",
        " »",
        ". ",
        "? ",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "\u00a0",
        "\t",
        "😀",
        "👨‍👩‍👧‍👦",
        "🇫🇷",
        "👍🏽",
        "e\u0301",
        "日本語。",
        "שלום",
        "https://exemple.fr/a?b=c&d=e",
        "12,50\u202f€",
        "[x]",
        "नमस्ते"
    };

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(120); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
            if (random.nextInt(3) == 0) {
                text.append(' ');
            }
        }
        return text.toString();
    }
}
