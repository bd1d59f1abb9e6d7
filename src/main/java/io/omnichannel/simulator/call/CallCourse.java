package io.omnichannel.simulator.call;

import io.omnichannel.simulator.TwilioRuleBroken;
import io.omnichannel.simulator.WebhookAnswer;
import io.omnichannel.simulator.Webhooks;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call from the first ring to its last status, and the wait for its end. */
final class CallCourse {

    private final CallSetup setup;
    private final Webhooks webhooks;
    private final CallParameters parameters;
    private final CallRecord call;
    private final Sessions sessions;
    private final CallFlow flow;
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    CallCourse(CallSetup setup, Webhooks webhooks, CallParameters parameters, CallRecord call, Sessions sessions) {
        this.setup = setup;
        this.webhooks = webhooks;
        this.parameters = parameters;
        this.call = call;
        this.sessions = sessions;
        this.flow = new CallFlow(setup, webhooks, parameters, call, sessions::opened);
    }

    /** Goes on until the call is over. */
    void run() {
        long began = System.nanoTime();
        Throwable failure = null;
        try {
            flow.run();
        } catch (TwilioRuleBroken broken) {
            setup.listener.endedBy(broken);
            failure = broken;
        } catch (RuntimeException broken) {
            failure = broken;
        }
        try {
            tellStatus((System.nanoTime() - began + 999_999_999) / 1_000_000_000);
        } catch (RuntimeException unreachable) {
            failure = failure == null ? unreachable : failure;
        }
        call.hearing().over(failure);
        if (failure == null) {
            over.complete(null);
        } else {
            over.completeExceptionally(failure);
        }
        sessions.over();
    }

    /** The call goes on with another document; a session with the agent ends. */
    void redirect(String twiml) {
        flow.redirect(twiml);
        sessions.latest().ifPresent(SimulatedRelay::takeAway);
    }

    /** Waits for the end and rethrows what ended it, if that was a rule of Twilio's. */
    void awaitEnd(Duration timeout) {
        try {
            over.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException notOver) {
            throw new IllegalStateException("The call is not over after " + timeout.toMillis() + " ms", notOver);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException broken
                    ? broken
                    : new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the call ended", stopped);
        }
    }

    /** Runs the action once the call is over, on the call's thread. */
    void whenOver(Runnable action) {
        over.whenComplete((nothing, failure) -> action.run());
    }

    boolean isOver() {
        return over.isDone();
    }

    private void tellStatus(long seconds) {
        if (setup.statusCallback.isEmpty()) {
            return;
        }
        try {
            WebhookAnswer answer = webhooks.post(setup.statusCallback, parameters.over(seconds));
            call.ledger().add(new Step.Asked(answer.url().toString(), parameters.over(seconds), answer.status()));
            boolean empty = answer.status() == 204;
            if (!empty && (answer.status() != 200 || !answer.contentType().startsWith("text/xml"))) {
                call.ledger()
                        .add(new Step.Violation("A status callback is answered with 204 or with TwiML, not "
                                + answer.status() + " (15003)"));
            }
        } catch (UncheckedIOException unreachable) {
            call.ledger().add(new Step.Violation("The status callback's URL cannot be reached (11205)"));
        }
    }
}
