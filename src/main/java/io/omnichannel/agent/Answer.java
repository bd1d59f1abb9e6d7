package io.omnichannel.agent;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A whole answer: what to say and what happens then. */
record Answer(String text, Next next) {

    /** Sentences, and the customer's turn again. */
    static Answer of(String... sentences) {
        return new Answer(Stream.of(sentences).collect(Collectors.joining(" ")), new Next.Listen());
    }

    Answer then(Next after) {
        return new Answer(text, after);
    }
}
