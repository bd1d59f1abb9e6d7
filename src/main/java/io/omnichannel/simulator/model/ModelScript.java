package io.omnichannel.simulator.model;

import java.time.Duration;

/** Decides what the double answers. Called on the connection's thread, by many at once. */
@FunctionalInterface
public interface ModelScript {

    ModelAnswer answer(ModelRequest request);

    /** Repeats what the customer said, at a model's pace: for trying the whole without an account. */
    static ModelScript repeating() {
        return request -> ModelAnswer.of(
                        request.inFrench()
                                ? "Vous avez dit : " + request.question() + " (Je suis un modèle simulé.)"
                                : "You said: " + request.question() + " (I am a simulated model.)")
                .after(Duration.ofMillis(300))
                .apart(Duration.ofMillis(40));
    }
}
