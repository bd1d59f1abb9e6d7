package io.omnichannel.agent;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The digits of a text that gives a number and nothing else, keyed or spoken: "it's four seven two", "06 12 34 56 78". */
public final class SpokenNumber {

    private static final int MOST_DIGITS = 30;

    private static final Pattern AMOUNT = Pattern.compile("\\s*\\d+[.,]\\d{1,2}\\s*");
    private static final Pattern OTHER_SIGNS = Pattern.compile(".*[/€$£%:=].*", Pattern.DOTALL);

    private static final Map<String, String> DIGITS = Map.ofEntries(
            Map.entry("zero", "0"),
            Map.entry("un", "1"),
            Map.entry("deux", "2"),
            Map.entry("trois", "3"),
            Map.entry("quatre", "4"),
            Map.entry("cinq", "5"),
            Map.entry("six", "6"),
            Map.entry("sept", "7"),
            Map.entry("huit", "8"),
            Map.entry("neuf", "9"),
            Map.entry("one", "1"),
            Map.entry("two", "2"),
            Map.entry("three", "3"),
            Map.entry("four", "4"),
            Map.entry("five", "5"),
            Map.entry("seven", "7"),
            Map.entry("eight", "8"),
            Map.entry("nine", "9"));

    /** Words that only lead up to the number. */
    private static final Set<String> LEAD =
            Set.of(("c est le mon numero de telephone commande client dossier code postal voici oui alors euh merci "
                            + "it is the my number phone order customer reference here yes its um uh and then please thanks")
                    .split(" "));

    private SpokenNumber() {}

    /** The digits without anything between; empty when there are none, too many, or other words. */
    public static Optional<String> in(String text) {
        if (AMOUNT.matcher(text).matches() || OTHER_SIGNS.matcher(text).matches()) {
            return Optional.empty();
        }
        StringBuilder digits = new StringBuilder();
        for (String word : PlainText.of(text).split(" ")) {
            if (!word.isEmpty() && word.chars().allMatch(sign -> sign >= '0' && sign <= '9')) {
                digits.append(word);
            } else if (DIGITS.containsKey(word)) {
                digits.append(DIGITS.get(word));
            } else if (!LEAD.contains(word)) {
                return Optional.empty();
            }
        }
        boolean given = !digits.isEmpty() && digits.length() <= MOST_DIGITS;
        return given ? Optional.of(digits.toString()) : Optional.empty();
    }
}
