package io.omnichannel.agent;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one language says things, as patterns over {@link PlainText}. A wish may stand anywhere in a clause; a courtesy
 * ("yes please", "thanks, bye") counts only when nothing else is in the clause.
 */
final class Grammar {

    enum Sense {
        WISHED,
        DECLINED
    }

    private final Map<Intent, List<Pattern>> wishes = new EnumMap<>(Intent.class);
    private final Map<Intent, Pattern> courtesies = new EnumMap<>(Intent.class);
    private final Pattern filler;
    private final Pattern harmless;
    private final Pattern negation;
    private final Pattern report;

    /**
     * @param filler words that add nothing
     * @param harmless negations that refuse nothing ("why don't you", "I did not hear")
     * @param negation what turns a wish around when it stands before it
     * @param report what shows that something is told, not wished ("I sent you")
     */
    Grammar(String filler, String harmless, String negation, String report) {
        this.filler = Pattern.compile("(?:" + filler + ")(?: |$)");
        this.harmless = Pattern.compile("\\b(?:" + harmless + ")\\b");
        this.negation = Pattern.compile("\\b(?:" + negation + ")");
        this.report = Pattern.compile("\\b(?:" + report + ")\\b");
    }

    Grammar wish(Intent intent, String pattern) {
        wishes.computeIfAbsent(intent, none -> new ArrayList<>()).add(Pattern.compile("\\b(?:" + pattern + ")\\b"));
        return this;
    }

    /** A wish made by naming the thing alone: "a human, please". */
    Grammar bare(Intent intent, String pattern) {
        wishes.computeIfAbsent(intent, none -> new ArrayList<>()).add(Pattern.compile("^(?:" + pattern + ")$"));
        return this;
    }

    Grammar courtesy(Intent intent, String pattern) {
        courtesies.put(intent, Pattern.compile("(?:" + pattern + ")(?: |$)"));
        return this;
    }

    Set<Intent> wishes() {
        return wishes.keySet();
    }

    /** Whether a clause holds this wish, and which way round. */
    Optional<Sense> sense(String clause, Intent intent) {
        Optional<Sense> sense = Optional.empty();
        for (Pattern pattern : wishes.get(intent)) {
            for (String words : List.of(clause, core(clause))) {
                Matcher found = pattern.matcher(words);
                if (found.find()) {
                    String before = words.substring(0, found.end());
                    if (negation.matcher(harmless.matcher(before).replaceAll(""))
                            .find()) {
                        sense = Optional.of(Sense.DECLINED);
                    } else if (!report.matcher(before).find()) {
                        return Optional.of(Sense.WISHED);
                    }
                }
            }
        }
        return sense;
    }

    /** The courtesies a clause is made of, none for a clause that holds anything else. */
    Set<Intent> courtesies(String clause) {
        Set<Intent> all = EnumSet.noneOf(Intent.class);
        return withoutCourtesies(clause, all).isEmpty() ? all : EnumSet.noneOf(Intent.class);
    }

    /** Whether a clause holds nothing but courtesies and filler. */
    boolean isCourteous(String clause) {
        return withoutCourtesies(clause, EnumSet.noneOf(Intent.class)).isEmpty();
    }

    /** A clause without the courtesies around what it says. */
    private String core(String clause) {
        String rest = withoutCourtesies(clause, EnumSet.noneOf(Intent.class));
        boolean shorter = true;
        while (shorter) {
            shorter = false;
            for (int space = rest.indexOf(' '); space > 0 && !shorter; space = rest.indexOf(' ', space + 1)) {
                if (isCourteous(rest.substring(space + 1))) {
                    rest = rest.substring(0, space);
                    shorter = true;
                }
            }
        }
        return rest;
    }

    private String withoutCourtesies(String clause, Set<Intent> found) {
        int at = 0;
        while (at < clause.length()) {
            int next = skip(clause, at, found);
            if (next == at) {
                return clause.substring(at);
            }
            at = next;
        }
        return "";
    }

    private int skip(String clause, int at, Set<Intent> found) {
        for (Map.Entry<Intent, Pattern> courtesy : courtesies.entrySet()) {
            Matcher matcher = courtesy.getValue().matcher(clause).region(at, clause.length());
            if (matcher.lookingAt()) {
                found.add(courtesy.getKey());
                return matcher.end();
            }
        }
        Matcher matcher = filler.matcher(clause).region(at, clause.length());
        return matcher.lookingAt() ? matcher.end() : at;
    }
}
