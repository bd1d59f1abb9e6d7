package io.omnichannel.simulator.model;

/** Decides what the double answers. Called on the connection's thread, by many at once. */
@FunctionalInterface
public interface ModelScript {

    ModelAnswer answer(ModelRequest request);

    /** Repeats what the customer said: for trying the whole without an account. */
    static ModelScript repeating() {
        return request -> ModelAnswer.of(
                request.inFrench()
                        ? "Vous avez dit : " + request.question() + " (Je suis un modèle simulé.)"
                        : "You said: " + request.question() + " (I am a simulated model.)");
    }
}
