package io.omnichannel.sentiment;

import io.omnichannel.sentiment.Expression.Kind;
import io.omnichannel.sentiment.Lexicon.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** What the words of one text feel like by one lexicon: what was found, and what the words around make of it. */
final class Scoring {

    /** How far before a word something that denies, strengthens or weakens it may be. */
    private static final int DENIED_WITHIN = 4;

    private static final int DENIED_AFTER_WITHIN = 3;
    private static final int STRENGTHENED_WITHIN = 2;

    /** "Not good" is less bad than bad, and "not bad" hardly good. */
    private static final double GOOD_DENIED = -0.85;

    private static final double BAD_DENIED = -0.4;

    private static final double STRESS = 1.3;
    private static final double BEFORE_TURN = 0.6;
    private static final double AFTER_TURN = 1.2;
    private static final double POLITE_BESIDE_REPROACH = 0.3;

    private final Lexicon lexicon;
    private final List<Token> tokens;
    private final List<Found> found = new ArrayList<>();
    private final Set<Integer> spent = new HashSet<>();

    private record Found(int at, Expression expression, double value) {}

    Scoring(String text, Lexicon lexicon) {
        this.lexicon = lexicon;
        this.tokens = Tokens.of(text, lexicon);
        find();
    }

    boolean foundNothing() {
        return found.isEmpty();
    }

    /** The good and the bad of it, each as a sum. */
    double good() {
        double courtesy = bad() > 0 ? POLITE_BESIDE_REPROACH : 1;
        return found.stream()
                .filter(piece -> piece.value > 0)
                .mapToDouble(piece -> piece.value * (piece.expression.kind() == Kind.COURTESY ? courtesy : 1))
                .sum();
    }

    double bad() {
        return -found.stream()
                .mapToDouble(Found::value)
                .filter(value -> value < 0)
                .sum();
    }

    private void find() {
        List<Integer> places = new ArrayList<>();
        List<Expression> expressions = new ArrayList<>();
        for (int i = 0; i < tokens.size(); ) {
            Optional<Expression> expression = lexicon.at(tokens, i);
            if (expression.isPresent()) {
                places.add(i);
                expressions.add(expression.get());
                spend(i, expression.get());
                i += expression.get().words().size();
            } else {
                i++;
            }
        }
        for (int i = 0; i < places.size(); i++) {
            found.add(new Found(places.get(i), expressions.get(i), value(places.get(i), expressions.get(i))));
        }
    }

    /** A "not" that is part of something good ("not bad") denies nothing else. */
    private void spend(int at, Expression expression) {
        if (expression.words().size() > 1 && expression.weight() >= 0) {
            IntStream.range(at, at + expression.words().size()).forEach(spent::add);
        }
    }

    private double value(int at, Expression expression) {
        double value = expression.weight();
        if (expression.kind() != Kind.COURTESY) {
            value *= strength(at);
            if (isDenied(at, expression)) {
                value *= value > 0 ? GOOD_DENIED : BAD_DENIED;
            }
        }
        boolean stressed =
                tokens.subList(at, at + expression.words().size()).stream().anyMatch(Token::stressed);
        return value * (stressed ? STRESS : 1) * turn(at);
    }

    private double strength(int at) {
        return IntStream.range(Math.max(0, at - STRENGTHENED_WITHIN), at)
                .filter(i -> tokens.get(i).clause() == tokens.get(at).clause() && !spent.contains(i))
                .mapToDouble(i -> lexicon.strength(tokens.get(i).word()))
                .reduce(1, (one, other) -> one * other);
    }

    private boolean isDenied(int at, Expression expression) {
        boolean deniesItself = expression.words().size() > 1
                && expression.words().stream()
                        .anyMatch(word -> lexicon.is(Role.DENIES, word) || lexicon.is(Role.DENIES_NEVER, word));
        if (deniesItself) {
            return false;
        }
        int end = at + expression.words().size();
        boolean before = IntStream.range(Math.max(0, at - DENIED_WITHIN), at).anyMatch(i -> denies(i, tokens.get(at)));
        boolean after = expression.kind() == Kind.VERB
                && IntStream.range(end, Math.min(tokens.size(), end + DENIED_AFTER_WITHIN))
                        .anyMatch(i -> denies(i, tokens.get(at)));
        return before || after;
    }

    private boolean denies(int index, Token denied) {
        Token token = tokens.get(index);
        if (token.clause() != denied.clause() || spent.contains(index)) {
            return false;
        }
        if (token.word().equals("plus")) {
            // "Il ne répond plus", not "plus rapide".
            return IntStream.range(Math.max(0, index - 3), index)
                    .anyMatch(i -> Set.of("ne", "n").contains(tokens.get(i).word()));
        }
        return lexicon.is(Role.DENIES, token.word())
                || lexicon.is(Role.DENIES_NEVER, token.word()) && !isLifted(index, token);
    }

    private boolean isLifted(int never, Token token) {
        return tokens.subList(never, tokens.size()).stream()
                .takeWhile(later -> later.clause() == token.clause())
                .anyMatch(later -> lexicon.is(Role.LIFTS_NEVER, later.word()));
    }

    /** What comes after a "but" is what is meant. */
    private double turn(int at) {
        Token token = tokens.get(at);
        double weight = 1;
        for (Token other : tokens) {
            if (other.sentence() == token.sentence() && lexicon.isTurn(other.word())) {
                weight = other.clause() <= token.clause() ? AFTER_TURN : BEFORE_TURN;
            }
        }
        return weight;
    }
}
