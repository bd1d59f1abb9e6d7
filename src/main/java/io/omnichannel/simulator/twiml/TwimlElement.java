package io.omnichannel.simulator.twiml;

import io.omnichannel.simulator.TwilioRuleBroken;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A TwiML document as a tree.
 *
 * @param text what the element and those inside it say, in order
 * @param hasText whether the element itself contains more than white space
 */
public record TwimlElement(
        String name, Map<String, String> attributes, List<TwimlElement> children, String text, boolean hasText) {

    /** @throws TwilioRuleBroken 12100 when it is not well-formed XML, or has a document type */
    public static TwimlElement parse(byte[] document) {
        XMLInputFactory xml = XMLInputFactory.newDefaultFactory();
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        xml.setProperty(XMLInputFactory.IS_COALESCING, true);
        xml.setXMLReporter((message, type, related, location) -> {});
        try {
            XMLStreamReader reader = xml.createXMLStreamReader(new ByteArrayInputStream(document));
            TwimlElement root = null;
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD) {
                    throw new TwilioRuleBroken(12100, "TwiML has no document type declaration");
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    root = element(reader);
                }
            }
            return root;
        } catch (XMLStreamException malformed) {
            throw new TwilioRuleBroken(12100, "TwiML is well-formed XML: " + malformed.getMessage(), malformed);
        }
    }

    private static TwimlElement element(XMLStreamReader reader) throws XMLStreamException {
        if (reader.getNamespaceCount() > 0) {
            throw new TwilioRuleBroken(12200, "TwiML has no namespaces: <" + reader.getLocalName() + ">");
        }
        String name = reader.getLocalName();
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String prefix = reader.getAttributePrefix(i);
            String local = reader.getAttributeLocalName(i);
            attributes.put(
                    prefix == null || prefix.isEmpty() ? local : prefix + ":" + local, reader.getAttributeValue(i));
        }
        List<TwimlElement> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        boolean hasText = false;
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                TwimlElement child = element(reader);
                children.add(child);
                text.append(child.text());
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(reader.getText());
                hasText |= !reader.getText().isBlank();
            }
        }
        return new TwimlElement(name, attributes, List.copyOf(children), text.toString(), hasText);
    }

    /** An attribute's value, "" when it is absent. */
    String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }
}
