package io.omnichannel.platform.http;

/** What a header of a request may carry; with anything else the JDK's client refuses the request, and quotes it. */
public final class HeaderText {

    private HeaderText() {}

    /** Whether a text is printable ASCII from its first letter to its last: no line break, no letter that nobody sees. */
    public static boolean isPrintable(String text) {
        return text.chars().allMatch(letter -> letter >= ' ' && letter <= '~');
    }
}
