package io.omnichannel.twilio;

/**
 * Text that a parser of XML 1.0 gives back unchanged. The writer escapes markup; what it does not do is here: characters that
 * XML cannot hold are dropped (production 2), and line breaks that a parser would normalise (sections 2.11 and 3.3.3) become
 * references. Since the writer would escape a reference's ampersand too, a line break travels through it as a stand-in, a
 * control character that no text can contain any more, and is resolved in the finished document.
 */
final class XmlText {

    private static final char NEW_LINE = '\u0001';
    private static final char TAB = '\u0002';
    private static final char RETURN = '\u0003';

    private XmlText() {}

    /** For the content of an element. */
    static String content(String text) {
        return prepared(text, false);
    }

    /** For the value of an attribute. */
    static String attribute(String text) {
        return prepared(text, true);
    }

    /** The finished document with a reference for every stand-in. */
    static String resolved(String document) {
        StringBuilder resolved = null;
        for (int at = 0; at < document.length(); at++) {
            char next = document.charAt(at);
            if (next <= RETURN && resolved == null) {
                resolved = new StringBuilder(document.length() + 64).append(document, 0, at);
            }
            if (resolved != null) {
                switch (next) {
                    case NEW_LINE -> resolved.append("&#10;");
                    case TAB -> resolved.append("&#9;");
                    case RETURN -> resolved.append("&#13;");
                    default -> resolved.append(next);
                }
            }
        }
        return resolved == null ? document : resolved.toString();
    }

    private static String prepared(String text, boolean attribute) {
        if (text.chars().allMatch(c -> c >= ' ' && c < Character.MIN_SURROGATE)) {
            return text;
        }
        StringBuilder prepared = new StringBuilder(text.length());
        text.codePoints().filter(XmlText::legal).forEach(character -> {
            switch (character) {
                case '\r' -> prepared.append(RETURN);
                case '\n' -> prepared.append(attribute ? NEW_LINE : '\n');
                case '\t' -> prepared.append(attribute ? TAB : '\t');
                default -> prepared.appendCodePoint(character);
            }
        });
        return prepared.toString();
    }

    // A surrogate without its other half is a code point of its own here.
    private static boolean legal(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || character >= 0x20 && character <= 0xD7FF
                || character >= 0xE000 && character <= 0xFFFD
                || character >= 0x10000;
    }
}
