package io.omnichannel.simulator.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.simulator.Sid;
import io.omnichannel.simulator.StrictJson;
import io.omnichannel.simulator.TwilioRuleBroken;
import io.omnichannel.simulator.twiml.RelayNoun;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** One ConversationRelay session from {@code setup} to its end, Twilio's side. */
final class SimulatedRelay implements ClientSocket.Receiver {

    private static final int MALFORMED_IN_A_ROW = 10;

    /**
     * How it ended, as the {@code <Connect action>} tells it.
     *
     * @param handoffData the server's, "" without
     * @param errorCode "" unless it failed
     */
    record End(SessionStatus status, String handoffData, String errorCode, String errorMessage) {

        static End failed(String code, String message) {
            return new End(SessionStatus.FAILED, "", code, message);
        }
    }

    private final String sessionId = Sid.next("VX");
    private final long began = System.nanoTime();
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final RelayNoun relay;
    private final ClientSocket socket;
    private final CallRecord call;
    private final AtomicBoolean finished = new AtomicBoolean();
    private int malformed;

    SimulatedRelay(RelayNoun relay, ClientSocket socket, CallRecord call) {
        this.relay = relay;
        this.socket = socket;
        this.call = call;
    }

    /** Sends {@code setup}, speaks the greeting and starts to receive. */
    void begin(ObjectNode setup) {
        try {
            send(setup.put("sessionId", sessionId).toString());
        } catch (IllegalStateException gone) {
            closed(1006);
            return;
        }
        if (!relay.greeting().isEmpty()) {
            call.listener().heard(relay.greeting(), true);
            call.hearing().greeting(relay.greeting(), System.nanoTime());
        }
        socket.listen(this);
    }

    String sessionId() {
        return sessionId;
    }

    RelayNoun relay() {
        return relay;
    }

    /** Completes when the session is over, for whatever reason. */
    CompletableFuture<End> end() {
        return end;
    }

    long seconds() {
        return (System.nanoTime() - began) / 1_000_000_000;
    }

    /** @throws IllegalStateException when the socket is gone */
    void send(String frame) {
        call.frames().add(System.nanoTime(), false, frame);
        try {
            socket.send(frame);
        } catch (IOException gone) {
            throw new IllegalStateException("The relay's socket is closed", gone);
        }
    }

    void hangUp() {
        if (finish(new End(SessionStatus.COMPLETED, "", "", ""), 1000)) {
            socket.close(1000, "Closing websocket session");
        }
    }

    /** The call goes on without the agent. */
    void takeAway() {
        if (finish(new End(SessionStatus.ENDED, "", "", ""), 1000)) {
            socket.close(1000, "Closing websocket session");
        }
    }

    void drop() {
        finish(End.failed("64105", "Websocket ended"), 1006);
        socket.abort();
    }

    @Override
    public void received(String text) {
        long now = System.nanoTime();
        call.frames().add(now, true, text);
        if (finished.get()) {
            return;
        }
        try {
            take(ServerFrame.read(text), now);
            malformed = 0;
        } catch (TwilioRuleBroken rule) {
            refuse(text, rule);
        }
    }

    @Override
    public void closed(int code) {
        finish(End.failed("64105", "Websocket ended"), code);
    }

    private void take(ServerFrame frame, long now) {
        switch (frame) {
            case ServerFrame.Text text -> {
                // Shown before whoever waits for it goes on.
                call.listener().heard(text.token(), text.last());
                call.hearing().token(text.token(), text.last(), now);
            }
            case ServerFrame.Play play -> call.ledger().add(new Step.Played(play.source()));
            case ServerFrame.SendDigits digits -> call.ledger().add(new Step.Digits(digits.digits()));
            case ServerFrame.Language language ->
                call.ledger().add(new Step.LanguageChanged(language.tts(), language.transcription()));
            case ServerFrame.End over -> {
                call.ledger().add(new Step.Ended(over.handoffData()));
                finish(new End(SessionStatus.ENDED, over.handoffData(), "", ""), 1000);
                socket.close(1000, "Closing websocket session");
            }
        }
    }

    private void refuse(String text, TwilioRuleBroken rule) {
        call.ledger().add(new Step.Violation(rule.getMessage()));
        try {
            send(StrictJson.JSON
                    .createObjectNode()
                    .put("type", "error")
                    .put("description", "Invalid message received, code: 64107, " + text)
                    .toString());
        } catch (IllegalStateException gone) {
            socket.abort();
        }
        if (++malformed == MALFORMED_IN_A_ROW) {
            finish(End.failed("64105", "Websocket ended"), 1007);
            socket.close(1007, "Too many consecutive malformed messages.");
        }
    }

    private boolean finish(End how, int code) {
        if (finished.compareAndSet(false, true)) {
            call.hearing().cut();
            call.ledger().add(new Step.Disconnected(sessionId, how.status(), code));
            end.complete(how);
            return true;
        }
        return false;
    }
}
