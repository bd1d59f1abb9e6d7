package io.omnichannel.agent.model;

/**
 * Tells whoever waits for a stream that something came which is not to be shown yet: a piece of a tool call. langchain4j has
 * no way for it, so it goes by the thread, which is the stream's own.
 */
final class Pulse {

    private static final ThreadLocal<Runnable> LISTENER = new ThreadLocal<>();

    private Pulse() {}

    static void during(Runnable stream, Runnable listener) {
        LISTENER.set(listener);
        try {
            stream.run();
        } finally {
            LISTENER.remove();
        }
    }

    static void beat() {
        Runnable listener = LISTENER.get();
        if (listener != null) {
            listener.run();
        }
    }
}
