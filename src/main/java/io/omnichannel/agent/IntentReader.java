package io.omnichannel.agent;

import io.omnichannel.agent.Grammar.Sense;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells by fixed rules what a customer wants; a wish that is turned down ("no text, please") is a {@link Intent#NO}. */
final class IntentReader {

    /** Longer texts than anybody says in a breath are read up to here, so that no mail can make the patterns slow. */
    private static final int LONGEST = 2_000;

    private IntentReader() {}

    /** Reads with the rules of the language (French, else English), then with those of the other. */
    static Intent read(String text, Locale language) {
        String start = text.substring(0, Math.min(text.length(), LONGEST));
        if (SpokenNumber.in(start).isPresent()) {
            return Intent.DIGITS;
        }
        List<String> clauses = PlainText.clauses(start);
        boolean french = language.getLanguage().equals(Locale.FRENCH.getLanguage());
        Intent first = read(clauses, french ? FrenchGrammar.RULES : EnglishGrammar.RULES);
        return first != Intent.UNKNOWN ? first : read(clauses, french ? EnglishGrammar.RULES : FrenchGrammar.RULES);
    }

    /** What the first clause alone says: the "yes" of "yes, I have been waiting for ten minutes". */
    static Intent readOpening(String text, Locale language) {
        return PlainText.clauses(text).stream()
                .findFirst()
                .map(clause -> read(clause, language))
                .orElse(Intent.UNKNOWN);
    }

    private static Intent read(List<String> clauses, Grammar grammar) {
        boolean declined = false;
        for (Intent intent : Intent.values()) {
            if (grammar.wishes().contains(intent)) {
                for (String clause : clauses) {
                    Sense sense = grammar.sense(clause, intent);
                    if (sense == Sense.WISHED) {
                        return intent;
                    }
                    declined |= sense == Sense.DECLINED;
                }
            }
        }
        Intent courtesy = readCourtesies(clauses, grammar);
        return declined && courtesy != Intent.GOODBYE ? Intent.NO : courtesy;
    }

    private static Intent readCourtesies(List<String> clauses, Grammar grammar) {
        if (clauses.isEmpty()) {
            return Intent.UNKNOWN;
        }
        if (grammar.courtesies(clauses.getLast()).contains(Intent.GOODBYE)) {
            return Intent.GOODBYE;
        }
        Set<Intent> found = EnumSet.noneOf(Intent.class);
        for (String clause : clauses) {
            if (!grammar.isCourteous(clause)) {
                return Intent.UNKNOWN;
            }
            found.addAll(grammar.courtesies(clause));
        }
        return found.stream().findFirst().orElse(Intent.UNKNOWN);
    }
}
