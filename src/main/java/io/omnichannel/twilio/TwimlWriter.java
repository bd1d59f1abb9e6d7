package io.omnichannel.twilio;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes TwiML: the same verbs give the same bytes, on every node and in every run. */
public final class TwimlWriter {

    /** More, and Twilio reports error 11750 and the caller hears an application error. */
    static final int MAX_BYTES = 64 * 1024;

    private final XMLStreamWriter xml;

    private TwimlWriter(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /**
     * A whole document; without verbs an empty {@code <Response/>}.
     *
     * @return UTF-8
     * @throws IllegalArgumentException above the 64 kB that Twilio takes
     */
    public static byte[] write(Verb... verbs) {
        return write(List.of(verbs));
    }

    /** As {@link #write(Verb...)}. */
    public static byte[] write(List<Verb> verbs) {
        byte[] document = document(verbs).getBytes(StandardCharsets.UTF_8);
        if (document.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "TwiML of " + document.length + " bytes; Twilio takes " + MAX_BYTES + " at most");
        }
        return document;
    }

    static String document(List<Verb> verbs) {
        StringWriter out = new StringWriter(1024);
        try {
            // The JDK's own, whatever else is on the class path: other writers give other bytes.
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            new TwimlWriter(xml).response(verbs);
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("TwiML cannot be written to memory", impossible);
        }
        return XmlText.resolved(out.toString());
    }

    private void response(List<Verb> verbs) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        if (verbs.isEmpty()) {
            xml.writeEmptyElement("Response");
        } else {
            xml.writeStartElement("Response");
            for (Verb verb : verbs) {
                verb(verb);
            }
            xml.writeEndElement();
        }
        xml.writeEndDocument();
    }

    private void verb(Verb verb) throws XMLStreamException {
        switch (verb) {
            case Verb.Say say -> say(say);
            case Verb.Play play -> {
                xml.writeStartElement("Play");
                content(play.url());
            }
            case Verb.Pause pause -> {
                xml.writeEmptyElement("Pause");
                attribute("length", seconds(pause.length()));
            }
            case Verb.Hangup hangup -> xml.writeEmptyElement("Hangup");
            case Verb.Redirect redirect -> {
                xml.writeStartElement("Redirect");
                attribute("method", "POST");
                content(redirect.url());
            }
            case Verb.Dial dial -> dial(dial);
            case Verb.Record recording -> recording(recording);
            case Verb.Connect connect -> connect(connect);
        }
    }

    private void say(Verb.Say say) throws XMLStreamException {
        xml.writeStartElement("Say");
        attribute("voice", say.voice());
        attribute("language", say.language());
        content(say.text());
    }

    private void dial(Verb.Dial dial) throws XMLStreamException {
        xml.writeStartElement("Dial");
        action(dial.action());
        attribute("timeout", seconds(dial.timeout()));
        attribute("callerId", dial.callerId());
        content(dial.number());
    }

    private void recording(Verb.Record recording) throws XMLStreamException {
        xml.writeEmptyElement("Record");
        action(recording.action());
        attribute("maxLength", seconds(recording.maxLength()));
        attribute("playBeep", "true");
        attribute("recordingStatusCallback", recording.recordingStatusCallback());
        attribute("transcribe", recording.transcribeCallback().isEmpty() ? "" : "true");
        attribute("transcribeCallback", recording.transcribeCallback());
    }

    private void connect(Verb.Connect connect) throws XMLStreamException {
        xml.writeStartElement("Connect");
        action(connect.action());
        relay(connect.relay());
        xml.writeEndElement();
    }

    private void relay(Verb.ConversationRelay relay) throws XMLStreamException {
        xml.writeStartElement("ConversationRelay");
        attribute("url", relay.url());
        attribute("welcomeGreeting", relay.welcomeGreeting());
        attribute("ttsProvider", relay.voice().ttsProvider());
        attribute("voice", relay.voice().voice());
        attribute("language", relay.voice().language());
        attribute("transcriptionProvider", relay.voice().transcriptionProvider());
        attribute("speechModel", relay.voice().speechModel());
        attribute("interruptible", relay.interruptible() ? "any" : "none");
        attribute("dtmfDetection", "true");
        for (Verb.Parameter parameter : relay.parameters()) {
            xml.writeEmptyElement("Parameter");
            attribute("name", parameter.name());
            attribute("value", parameter.value());
        }
        xml.writeEndElement();
    }

    private void action(String url) throws XMLStreamException {
        attribute("action", url);
        attribute("method", "POST");
    }

    private void attribute(String name, String value) throws XMLStreamException {
        if (!value.isEmpty()) {
            xml.writeAttribute(name, XmlText.attribute(value));
        }
    }

    private void content(String text) throws XMLStreamException {
        xml.writeCharacters(XmlText.content(text));
        xml.writeEndElement();
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }
}
