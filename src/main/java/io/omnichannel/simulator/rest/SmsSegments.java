package io.omnichannel.simulator.rest;

import java.util.regex.Pattern;

/**
 * How many segments a network makes of a text (docs: "SMS character limit"; 3GPP TS 23.038 and 23.040). Written apart from the
 * server's count, so that both are not wrong in the same way.
 */
final class SmsSegments {

    private static final String OF_TWO = "^{}\\[~]|\u20ac\f";
    private static final Pattern GSM_7 = Pattern.compile(
            "[A-Za-z0-9\\x20-\\x23\\x25-\\x2f:-@\\n\\r\\f$_^{}\\\\\\[~\\]|"
                    + "\u20ac\u00a3\u00a5\u00a4\u00a7\u00a1\u00bf\u00e8\u00e9\u00f9\u00ec\u00f2\u00e0\u00c7\u00d8\u00f8\u00c5\u00e5\u00c6\u00e6"
                    + "\u00df\u00c9\u00c4\u00d6\u00d1\u00dc\u00e4\u00f6\u00f1\u00fc\u0394\u03a6\u0393\u039b\u03a9\u03a0\u03a8\u03a3\u0398\u039e]*");

    private SmsSegments() {}

    static int of(String text) {
        boolean gsm7 = GSM_7.matcher(text).matches();
        int[] units = text.codePoints()
                .map(character -> gsm7 ? (OF_TWO.indexOf(character) < 0 ? 1 : 2) : Character.charCount(character))
                .toArray();
        int alone = gsm7 ? 160 : 70;
        // Six bytes of each part say which part it is.
        int joined = gsm7 ? 153 : 67;
        int segments = 1;
        int used = 0;
        int sum = 0;
        for (int unit : units) {
            sum += unit;
            if (used + unit > joined) {
                segments++;
                used = 0;
            }
            used += unit;
        }
        return sum <= alone ? 1 : segments;
    }
}
