package io.omnichannel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.Seed;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever a customer, tenant or model says, a parser reads back the same elements and the same text. */
class TwimlFuzzTest {

    @RegisterExtension
    final Seed seed = Seed.of("twiml", 20_260_701);

    private static final String NO_TEXT = "";
    private static final XMLInputFactory PARSER = XMLInputFactory.newDefaultFactory();

    static {
        PARSER.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        PARSER.setProperty(XMLInputFactory.IS_COALESCING, true);
    }

    @Test
    void readsBackWhatWentIn() throws XMLStreamException {
        fuzz(seed.random(), 20_000);
    }

    @Tag("faults")
    @Test
    void readsBackAMillionTexts() throws XMLStreamException {
        fuzz(seed.random(), 1_000_000 / 3);
    }

    @Test
    void readsBackVeryLongText() throws XMLStreamException {
        Random random = new Random(64);
        for (int round = 0; round < 20; round++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < 64 * 1024) {
                text.append(RandomText.any(random, 200));
            }
            check(text.toString(), text.reverse().toString(), "fr-FR");
        }
    }

    private static void fuzz(Random random, int rounds) throws XMLStreamException {
        for (int round = 0; round < rounds; round++) {
            check(RandomText.any(random, 24), RandomText.any(random, 24), RandomText.any(random, 8));
        }
    }

    /** Every variable position holds one of the three texts. */
    private static void check(String a, String b, String c) throws XMLStreamException {
        RelayVoice voice = new RelayVoice(a, b, c, a, b);
        List<Verb> verbs = List.of(
                new Verb.Say(a, b, c),
                new Verb.Play(b),
                new Verb.Dial("+33123456789", c, Duration.ofSeconds(9), a),
                new Verb.Record(a, Duration.ofSeconds(8), b, ""),
                new Verb.Redirect(c),
                new Verb.Connect(
                        c,
                        new Verb.ConversationRelay(
                                a, b, voice, true, List.of(new Verb.Parameter(c, a), new Verb.Parameter(b, c)))));
        List<Element> expected = List.of(
                new Element("Response", NO_TEXT),
                new Element("Say", kept(a)).with("voice", b).with("language", c),
                new Element("Play", kept(b)),
                new Element("Dial", "+33123456789")
                        .with("action", c)
                        .with("method", "POST")
                        .with("timeout", "9")
                        .with("callerId", a),
                new Element("Record", NO_TEXT)
                        .with("action", a)
                        .with("method", "POST")
                        .with("maxLength", "8")
                        .with("playBeep", "true")
                        .with("recordingStatusCallback", b),
                new Element("Redirect", kept(c)).with("method", "POST"),
                new Element("Connect", NO_TEXT).with("action", c).with("method", "POST"),
                new Element("ConversationRelay", NO_TEXT)
                        .with("url", a)
                        .with("welcomeGreeting", b)
                        .with("ttsProvider", a)
                        .with("voice", b)
                        .with("language", c)
                        .with("transcriptionProvider", a)
                        .with("speechModel", b)
                        .with("interruptible", "any")
                        .with("dtmfDetection", "true"),
                new Element("Parameter", NO_TEXT).with("name", c).with("value", a),
                new Element("Parameter", NO_TEXT).with("name", b).with("value", c));

        String document = TwimlWriter.document(verbs);

        // Compared without printing: a difference in the long texts would bury the report.
        List<Element> actual = parsed(document);
        assertThat(actual.equals(expected))
                .as("round trip, first difference at %s", firstDifference(actual, expected))
                .isTrue();
        assertThat(TwimlWriter.document(verbs).equals(document))
                .as("same bytes again")
                .isTrue();
    }

    private static String firstDifference(List<Element> actual, List<Element> expected) {
        return IntStream.range(0, expected.size())
                .filter(i -> i >= actual.size() || !actual.get(i).equals(expected.get(i)))
                .mapToObj(i -> expected.get(i).name() + " " + i)
                .findFirst()
                .orElse("further elements");
    }

    // XML 1.0, production 2, said once more and differently from the code under test.
    private static String kept(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints()
                .filter(c -> c == 9 || c == 10 || c == 13 || c >= 32)
                .filter(c -> Character.getType(c) != Character.SURROGATE && c != 0xFFFE && c != 0xFFFF)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static List<Element> parsed(String document) throws XMLStreamException {
        XMLStreamReader reader =
                PARSER.createXMLStreamReader(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
        List<Element> elements = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    open.add(elements.size());
                    elements.add(new Element(reader.getLocalName(), NO_TEXT, attributes(reader)));
                }
                case XMLStreamConstants.END_ELEMENT -> open.removeLast();
                case XMLStreamConstants.CHARACTERS ->
                    elements.set(open.getLast(), elements.get(open.getLast()).adding(reader.getText()));
                case XMLStreamConstants.END_DOCUMENT -> {}
                default -> throw new AssertionError("TwiML holds elements and text only");
            }
        }
        return elements;
    }

    private static List<String> attributes(XMLStreamReader reader) {
        List<String> attributes = new ArrayList<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.add(reader.getAttributeLocalName(i) + "=" + reader.getAttributeValue(i));
        }
        return attributes;
    }

    /** An element in document order; its text and its attributes in the order they were written. */
    private record Element(String name, String text, List<String> attributes) {

        Element(String name, String text) {
            this(name, text, List.of());
        }

        /** An attribute that was empty to begin with is left out. */
        Element with(String attribute, String value) {
            if (value.isEmpty()) {
                return this;
            }
            List<String> more = new ArrayList<>(attributes);
            more.add(attribute + "=" + kept(value));
            return new Element(name, text, more);
        }

        Element adding(String more) {
            return new Element(name, text + more, attributes);
        }
    }
}
