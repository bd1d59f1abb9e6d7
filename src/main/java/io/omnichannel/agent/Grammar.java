package io.omnichannel.agent;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one language says things, as patterns over {@link PlainText}. A wish may stand anywhere in a clause; a courtesy
 * ("yes please", "thanks, bye") counts only when nothing else is in the clause.
 */
final class Grammar {

    /** How a clause stands to a wish. */
    enum Sense {
        ABSENT,
        WISHED,
        DECLINED
    }

    /** What can be turned down, or be spoken of without being wished; questions are questions in any form. */
    private static final Set<Intent> SERVICES =
            EnumSet.of(Intent.HUMAN, Intent.CALL_BACK, Intent.SMS, Intent.WHATSAPP, Intent.EMAIL);

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
    Sense sense(String clause, Intent intent) {
        int start = courtesiesBefore(clause, EnumSet.noneOf(Intent.class));
        String core = withoutCourtesiesAfter(clause.substring(start));
        Sense sense = Sense.ABSENT;
        for (Pattern pattern : wishes.get(intent)) {
            sense = stronger(sense, sense(clause, 0, pattern.matcher(clause), intent));
            sense = stronger(sense, sense(clause, start, pattern.matcher(core), intent));
        }
        return sense;
    }

    /** The courtesies a clause is made of, none for a clause that holds anything else. */
    Set<Intent> courtesies(String clause) {
        Set<Intent> found = EnumSet.noneOf(Intent.class);
        return courtesiesBefore(clause, found) == clause.length() ? found : EnumSet.noneOf(Intent.class);
    }

    /** Whether a clause holds nothing but courtesies and filler. */
    boolean isCourteous(String clause) {
        return courtesiesBefore(clause, EnumSet.noneOf(Intent.class)) == clause.length();
    }

    private Sense sense(String clause, int offset, Matcher wish, Intent intent) {
        if (!wish.find()) {
            return Sense.ABSENT;
        }
        String before = clause.substring(0, offset + wish.end());
        if (!SERVICES.contains(intent)) {
            return Sense.WISHED;
        }
        if (negation.matcher(harmless.matcher(before).replaceAll("")).find()) {
            return Sense.DECLINED;
        }
        return report.matcher(before).find() ? Sense.ABSENT : Sense.WISHED;
    }

    private static Sense stronger(Sense one, Sense other) {
        return one == Sense.WISHED || other == Sense.ABSENT ? one : other;
    }

    private String withoutCourtesiesAfter(String words) {
        String rest = words;
        for (int space = rest.indexOf(' '); space > 0; space = rest.indexOf(' ', space + 1)) {
            if (isCourteous(rest.substring(space + 1))) {
                return rest.substring(0, space);
            }
        }
        return rest;
    }

    /** Where the courtesies at the beginning of a clause end. */
    private int courtesiesBefore(String clause, Set<Intent> found) {
        int at = 0;
        int next = skip(clause, at, found);
        while (next > at) {
            at = next;
            next = skip(clause, at, found);
        }
        return at;
    }

    private int skip(String clause, int at, Set<Intent> found) {
        int longest = end(filler, clause, at);
        Intent said = null;
        for (Map.Entry<Intent, Pattern> courtesy : courtesies.entrySet()) {
            int end = end(courtesy.getValue(), clause, at);
            if (end > longest) {
                longest = end;
                said = courtesy.getKey();
            }
        }
        if (said != null) {
            found.add(said);
        }
        return longest;
    }

    private static int end(Pattern pattern, String clause, int at) {
        Matcher matcher = pattern.matcher(clause).region(at, clause.length());
        return matcher.lookingAt() ? matcher.end() : at;
    }
}
