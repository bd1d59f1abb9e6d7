package io.omnichannel.agent.model;

/** What of a model's words may leave: nothing that nobody sees, and nothing of a markup where they are spoken. */
final class SpeakableText {

    private SpeakableText() {}

    static String of(String piece, boolean spoken) {
        for (int i = 0; i < piece.length(); i++) {
            if (replaced(piece, i, spoken) != piece.charAt(i)) {
                return cleaned(piece, spoken);
            }
        }
        return piece;
    }

    private static String cleaned(String piece, boolean spoken) {
        StringBuilder clean = new StringBuilder(piece.length());
        for (int i = 0; i < piece.length(); i++) {
            char kept = replaced(piece, i, spoken);
            if (kept != 0) {
                clean.append(kept);
            }
        }
        return clean.toString();
    }

    /** The letter itself, another one, or 0 for none. */
    private static char replaced(String piece, int i, boolean spoken) {
        char letter = piece.charAt(i);
        if (letter < ' ') {
            return letter == '\n' || letter == '\t' ? spoken ? ' ' : letter : 0;
        }
        if (letter < 0x7f) {
            return spoken && (letter == '*' || letter == '#' || letter == '`' || letter == '~') ? 0 : letter;
        }
        return isUnseen(piece, i) ? 0 : letter;
    }

    /** Zero-width letters, marks of direction, variation selectors and the tags beyond the first plane, where words can hide. */
    private static boolean isUnseen(String piece, int i) {
        char letter = piece.charAt(i);
        if (letter == 0xdb40) {
            return true;
        }
        if (i > 0 && piece.charAt(i - 1) == 0xdb40) {
            return true;
        }
        return letter == 0x7f
                || letter >= 0x200b && letter <= 0x200f
                || letter >= 0x202a && letter <= 0x202e
                || letter >= 0x2060 && letter <= 0x2064
                || letter >= 0x2066 && letter <= 0x2069
                || letter >= 0xfe00 && letter <= 0xfe0f
                || letter == 0xfeff;
    }
}
