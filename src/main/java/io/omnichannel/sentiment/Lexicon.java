package io.omnichannel.sentiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What the words of one language feel like, and the small words that turn, strengthen or weaken them. Immutable. */
final class Lexicon {

    private final Map<String, List<Expression>> expressions;
    private final Map<String, Double> strengths;
    private final Map<Role, Set<String>> roles;
    private final Set<String> known;

    /** What a small word does. */
    enum Role {
        /** Denies what follows. */
        DENIES,
        /** Denies what follows, unless a word like "aussi" is there: "jamais été aussi bien reçu". */
        DENIES_NEVER,
        LIFTS_NEVER,
        /** Somebody speaks of themselves, */
        SPEAKER,
        /** unless something was done to them. */
        SUFFERS,
        /** Makes a question a reproach: "pourquoi". */
        REPROACHES,
        /** Begins a clause that counts more than the one before: "mais". */
        TURNS
    }

    Lexicon(List<Expression> entries, Map<String, Double> strengths, Map<Role, Set<String>> roles) {
        Map<String, List<Expression>> byFirst = new HashMap<>();
        Set<String> words = new HashSet<>(strengths.keySet());
        entries.stream()
                .sorted(Comparator.comparingInt(
                        (Expression expression) -> -expression.words().size()))
                .forEach(
                        expression -> byFirst.computeIfAbsent(expression.words().getFirst(), first -> new ArrayList<>())
                                .add(expression));
        entries.forEach(expression -> words.addAll(expression.words()));
        roles.values().forEach(words::addAll);
        this.expressions = Map.copyOf(byFirst);
        this.strengths = Map.copyOf(strengths);
        this.roles = Map.copyOf(roles);
        this.known = Set.copyOf(words);
    }

    /** An expression in a text. @param end behind its last word */
    record Place(Expression expression, int at, int end) {}

    /** The expression of most words that begins here. */
    Optional<Place> at(List<Token> tokens, int index) {
        for (Expression expression : expressions.getOrDefault(tokens.get(index).word(), List.of())) {
            OptionalInt end = expression.end(tokens, index);
            if (end.isPresent()) {
                return Optional.of(new Place(expression, index, end.getAsInt()));
            }
        }
        return Optional.empty();
    }

    /** By what a word multiplies the feeling of those behind it, 1 for most. */
    double strength(String word) {
        return strengths.getOrDefault(word, 1.0);
    }

    boolean is(Role role, String word) {
        return roles.getOrDefault(role, Set.of()).contains(word);
    }

    boolean isTurn(String word) {
        return is(Role.TURNS, word);
    }

    boolean knows(String word) {
        return known.contains(word);
    }
}
