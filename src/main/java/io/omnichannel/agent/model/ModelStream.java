package io.omnichannel.agent.model;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import io.omnichannel.agent.model.ModelFailure.Kind;
import io.omnichannel.platform.LogContext;

/**
 * One request to a model, on a virtual thread of its own. The handle is there before anything is sent, and {@link #cancel}
 * closes the connection in any phase: while it is made, before the first word, between two words.
 */
final class ModelStream implements StreamingChatResponseHandler {

    /** Told on the stream's thread. After a cancel nothing more comes but what is on its way. */
    interface Listener {

        /** A piece of text; it may be the first. */
        void words(ModelStream stream, String piece);

        /** The model wants tools: it answers, though not in words. Comes with each piece of each call. */
        void wish(ModelStream stream);

        /** Comes once, unless the stream was cancelled. */
        void ended(ModelStream stream, Ending ending);
    }

    /** How a stream ended. */
    sealed interface Ending {

        /** With everything the model had to say. */
        record Whole(ChatResponse response) implements Ending {}

        /** Before that. */
        record Broken(ModelFailure failure) implements Ending {}
    }

    private final OpenModel model;
    private final ChatRequest request;
    private final Listener listener;
    private final long askedAt = System.nanoTime();
    private final Thread thread;
    private volatile boolean cancelled;
    private volatile int letters;
    private boolean ended;
    private boolean judged;

    /** @param model one that has given leave to be asked */
    ModelStream(OpenModel model, ChatRequest request, Listener listener) {
        this.model = model;
        this.request = request;
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("model").unstarted(LogContext.carried(this::run));
    }

    void send() {
        thread.start();
    }

    /** Closes the request; the thread ends as soon as the connection is closed. */
    void cancel() {
        cancelled = true;
        thread.interrupt();
    }

    OpenModel model() {
        return model;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** How much of an answer has come. */
    int letters() {
        return letters;
    }

    private void run() {
        try {
            Pulse.during(() -> model.chat().chat(request, this), this::pulse);
            ending(new Ending.Broken(ModelFailure.of(Kind.STREAM)));
        } catch (RuntimeException failed) {
            onError(failed);
        }
    }

    @Override
    public void onPartialResponse(String piece) {
        if (!cancelled && !ended) {
            judge(null);
            letters += piece.length();
            listener.words(this, piece);
        }
    }

    private void pulse() {
        if (!cancelled && !ended) {
            judge(null);
            listener.wish(this);
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        FinishReason why = response.finishReason();
        if (why == null) {
            // The connection ended, the answer did not.
            ending(new Ending.Broken(ModelFailure.of(Kind.STREAM)));
        } else if (why == FinishReason.CONTENT_FILTER) {
            ending(new Ending.Broken(ModelFailure.of(Kind.FILTERED)));
        } else {
            ending(new Ending.Whole(response));
        }
    }

    @Override
    public void onError(Throwable error) {
        ending(new Ending.Broken(ModelFailure.of(error)));
    }

    private void ending(Ending ending) {
        if (ended || cancelled) {
            return;
        }
        ended = true;
        judge(ending instanceof Ending.Broken broken ? broken.failure() : null);
        listener.ended(this, ending);
    }

    /** Tells the circuit breaker once what this request says about the provider. @param failure null: that it answers */
    synchronized void judge(ModelFailure failure) {
        if (judged) {
            return;
        }
        judged = true;
        long nanos = System.nanoTime() - askedAt;
        if (failure == null) {
            model.answered(nanos);
        } else {
            model.failed(nanos, failure);
        }
    }

    /** It came to nothing, and that says nothing about the provider. */
    synchronized void notNeeded() {
        if (!judged) {
            judged = true;
            model.notNeeded();
        }
    }
}
