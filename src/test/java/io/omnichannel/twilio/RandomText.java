package io.omnichannel.twilio;

import java.util.Random;

/** Text that breaks careless code: markup, blanks, controls, right-to-left marks, every plane, halves of surrogates. */
final class RandomText {

    private static final String[] PIECES = {
        "]]>",
        "<![CDATA[",
        "<!--",
        "-->",
        "&amp;",
        "&#10;",
        "&",
        "<",
        ">",
        "\"",
        "'",
        "\n",
        "\r",
        "\r\n",
        "\t",
        " ",
        "  ",
        "\u0000",
        "\u0001",
        "\u000b",
        "\u001f",
        "\u007f",
        "\u0085",
        "\u00a0",
        "\u2028",
        "\u202e",
        "\ufeff",
        "\ufffe",
        "\uffff",
        "\ufffd",
        "\ud800",
        "\udc00",
        "\udbff",
        "\udfff",
        "😀",
        "שלום",
        "é",
        "e\u0301",
        "<?xml?>",
        "</Say>",
        "<Hangup/>",
        "%2B",
        "+",
        "]]",
        "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>",
        "&y;",
        "{agent_name}"
    };

    private RandomText() {}

    /** Up to {@code length} pieces of anything, also what neither XML nor UTF-8 can hold. */
    static String any(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(length + 1); i > 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> text.append(PIECES[random.nextInt(PIECES.length)]);
                case 1 -> text.append((char) random.nextInt(0x10000));
                case 2 -> text.appendCodePoint(random.nextInt(0x110000));
                default -> text.append((char) (' ' + random.nextInt(95)));
            }
        }
        return text.toString();
    }

    /** As {@link #any}, without halves of surrogates: what UTF-8 can carry. */
    static String legal(Random random, int length) {
        return any(random, length)
                .codePoints()
                .filter(c -> c < 0xD800 || c > 0xDFFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
