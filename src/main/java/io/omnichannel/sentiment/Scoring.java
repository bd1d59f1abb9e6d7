package io.omnichannel.sentiment;

import io.omnichannel.sentiment.Expression.Kind;
import io.omnichannel.sentiment.Lexicon.Place;
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

    private static final int SPEAKER_WITHIN = 5;

    private static final double STRESS = 1.3;
    private static final double STRONG = 0.65;
    private static final double EASED = 0.25;
    private static final double EASED_STRONG = 0.7;
    private static final double BEFORE_TURN = 0.6;
    private static final double AFTER_TURN = 1.2;
    private static final double POLITE_BESIDE_REPROACH = 0.3;

    private final Lexicon lexicon;
    private final List<Token> tokens;
    private final List<Found> found = new ArrayList<>();
    private final Set<Integer> spent = new HashSet<>();
    private final Set<Integer> wishes = new HashSet<>();

    private record Found(Expression expression, double value) {}

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
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < tokens.size(); ) {
            Optional<Place> place = lexicon.at(tokens, i);
            place.ifPresent(places::add);
            place.ifPresent(this::spend);
            place.ifPresent(this::wish);
            i = place.map(Place::end).orElse(i + 1);
        }
        for (Place place : places) {
            found.add(new Found(place.expression(), value(place)));
        }
    }

    /** A "not" that is part of something good ("not bad") denies nothing else. */
    private void spend(Place place) {
        if (place.end() - place.at() > 1 && place.expression().weight() >= 0) {
            IntStream.range(place.at(), place.end()).forEach(spent::add);
        }
    }

    private void wish(Place place) {
        if (place.expression().kind() == Kind.WISH) {
            wishes.add(tokens.get(place.at()).clause());
        }
    }

    private double value(Place place) {
        int at = place.at();
        Expression expression = place.expression();
        double value = expression.weight();
        switch (expression.kind()) {
            case COURTESY, WISH -> {}
            case EXPECTED -> value = isDenied(place) && !isOfTheSpeaker(place) ? value * strength(at) : 0;
            case WORD, VERB -> {
                value *= strength(at);
                if (isDenied(place)) {
                    value *= value > 0 ? GOOD_DENIED : BAD_DENIED;
                }
            }
        }
        boolean stressed = tokens.subList(at, place.end()).stream().anyMatch(Token::stressed);
        return value * (stressed ? STRESS : 1) * turn(at) * ease(tokens.get(at), value);
    }

    /** What somebody asks about or wishes need not have happened: "Is there a problem?", "I'd like to report a loss". */
    private double ease(Token token, double value) {
        if (!isAsked(token) && !wishes.contains(token.clause())) {
            return 1;
        }
        return Math.abs(value) < STRONG ? EASED : EASED_STRONG;
    }

    /** "I did not call back", and not "I was not called back". */
    private boolean isOfTheSpeaker(Place place) {
        List<String> before = IntStream.range(Math.max(0, place.at() - SPEAKER_WITHIN), place.at())
                .mapToObj(tokens::get)
                .filter(token -> token.clause() == tokens.get(place.at()).clause())
                .map(Token::word)
                .toList();
        return before.stream().anyMatch(word -> lexicon.is(Role.SPEAKER, word))
                && before.stream().noneMatch(word -> lexicon.is(Role.SUFFERS, word));
    }

    /** Whether it is part of a plain question: who asks for a problem has none yet, unless they ask why, or how many times. */
    private boolean isAsked(Token token) {
        return token.asked()
                && tokens.stream()
                        .filter(other -> other.sentence() == token.sentence())
                        .noneMatch(other -> lexicon.is(Role.REPROACHES, other.word()));
    }

    private double strength(int at) {
        return IntStream.range(Math.max(0, at - STRENGTHENED_WITHIN), at)
                .filter(i -> tokens.get(i).clause() == tokens.get(at).clause() && !spent.contains(i))
                .mapToDouble(i -> lexicon.strength(tokens.get(i).word()))
                .reduce(1, (one, other) -> one * other);
    }

    private boolean isDenied(Place place) {
        int at = place.at();
        Expression expression = place.expression();
        boolean deniesItself = expression.words().size() > 1
                && expression.words().stream()
                        .anyMatch(word -> lexicon.is(Role.DENIES, word) || lexicon.is(Role.DENIES_NEVER, word));
        if (deniesItself) {
            return false;
        }
        boolean before = IntStream.range(Math.max(0, at - DENIED_WITHIN), at).anyMatch(i -> denies(i, tokens.get(at)));
        boolean after = (expression.kind() == Kind.VERB || expression.kind() == Kind.EXPECTED)
                && IntStream.range(place.end(), Math.min(tokens.size(), place.end() + DENIED_AFTER_WITHIN))
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
