package io.omnichannel.twilio;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/** The alphabet of cheap text messages, 3GPP TS 23.038, and the characters that look like one of it. */
final class Gsm7 {

    static final int NOT_IN_ALPHABET = 0;

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENSION = "\f^{}\\[~]|€";

    private static final byte[] SEPTETS = septets();
    private static final Map<Character, String> LOOK_ALIKES = lookAlikes();

    private Gsm7() {}

    /** How many septets a character takes: 1, of the extension table 2, {@link #NOT_IN_ALPHABET} for any other. */
    static int septets(char character) {
        return character < SEPTETS.length ? SEPTETS[character] : NOT_IN_ALPHABET;
    }

    static boolean writes(String text) {
        return text.chars().allMatch(character -> septets((char) character) != NOT_IN_ALPHABET);
    }

    /** The text with look-alikes replaced; accents stay, because without them words change. */
    static String folded(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        StringBuilder folded = new StringBuilder(composed.length() + 16);
        for (int i = 0; i < composed.length(); i++) {
            char character = composed.charAt(i);
            if (septets(character) != NOT_IN_ALPHABET) {
                folded.append(character);
            } else {
                folded.append(LOOK_ALIKES.getOrDefault(character, String.valueOf(character)));
            }
        }
        return folded.toString();
    }

    private static byte[] septets() {
        byte[] septets = new byte['€' + 1];
        BASIC.chars().forEach(character -> septets[character] = 1);
        EXTENSION.chars().forEach(character -> septets[character] = 2);
        return septets;
    }

    private static Map<Character, String> lookAlikes() {
        Map<Character, String> table = new HashMap<>();
        put(table, "'", "\u2018\u2019\u201a\u201b\u2032\u02bc\u02b9\u00b4`\u2039\u203a");
        put(table, "\"", "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb");
        put(table, "-", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\u2022\u2043");
        put(
                table,
                " ",
                "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000");
        put(table, "\n", "\u0085\u2028\u2029");
        put(table, "", "\u200b\u2060\ufeff");
        put(table, "...", "\u2026");
        put(table, "oe", "\u0153");
        put(table, "OE", "\u0152");
        put(table, "/", "\u2044\u2215");
        put(table, "x", "\u00d7");
        put(table, "fi", "\ufb01");
        put(table, "fl", "\ufb02");
        return table;
    }

    private static void put(Map<Character, String> table, String plain, String lookAlikes) {
        lookAlikes.chars().forEach(character -> table.put((char) character, plain));
    }
}
