package io.omnichannel.camel.routes;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;

/** What somebody who misspelt a name probably meant. */
final class Nearest {

    private Nearest() {}

    /** @param otherwise the cure when no known name is near */
    static String cure(String written, Collection<String> known, String otherwise) {
        int near = Math.max(2, written.length() / 3);
        return known.stream()
                .map(name -> Map.entry(name, distance(written, name)))
                .filter(candidate -> candidate.getValue() <= near)
                .min(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Comparator.comparing(Map.Entry::getKey)))
                .map(candidate -> "Did you mean \"" + candidate.getKey() + "\"?")
                .orElse(otherwise);
    }

    // Levenshtein's, upper and lower case being the same.
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                boolean same = Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1));
                int replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
