package io.omnichannel.simulator.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.simulator.Sid;
import io.omnichannel.simulator.StrictJson;
import io.omnichannel.simulator.TwilioRuleBroken;
import io.omnichannel.simulator.WebhookAnswer;
import io.omnichannel.simulator.Webhooks;
import io.omnichannel.simulator.twiml.RelayNoun;
import io.omnichannel.simulator.twiml.Twiml;
import io.omnichannel.simulator.twiml.TwimlVerb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Follows one call's TwiML from document to document, as Twilio does, until there is nothing left to do. */
final class CallFlow {

    // Twilio itself stops nobody who redirects in circles; a test should not have to be killed.
    private static final int MAX_DOCUMENTS = 100;

    private record Document(URI url, List<TwimlVerb> verbs) {}

    private final CallSetup setup;
    private final Webhooks webhooks;
    private final CallParameters parameters;
    private final CallRecord call;
    private final Consumer<SimulatedRelay> connected;
    private final AtomicReference<String> redirection = new AtomicReference<>("");
    private boolean answered;
    private boolean hungUp;
    private int documents;

    /** @param connected is handed every session before its setup is sent */
    CallFlow(
            CallSetup setup,
            Webhooks webhooks,
            CallParameters parameters,
            CallRecord call,
            Consumer<SimulatedRelay> connected) {
        this.setup = setup;
        this.webhooks = webhooks;
        this.parameters = parameters;
        this.call = call;
        this.connected = connected;
    }

    /** @throws TwilioRuleBroken at the first rule that the server broke */
    void run() {
        answered = setup.isOutbound();
        Optional<Document> document = Optional.of(first());
        while (document.isPresent() && !hungUp) {
            document = follow(document.get());
        }
        if (!hungUp) {
            call.ledger().add(new Step.HungUp(false));
        }
    }

    private Document first() {
        if (setup.twiml.isEmpty()) {
            return ask(setup.voiceUrl, parameters.with(status()));
        }
        return document(setup.twiml);
    }

    private Document document(String text) {
        byte[] twiml = text.getBytes(StandardCharsets.UTF_8);
        URI base = URI.create(setup.account.publicUrl());
        return new Document(base, Twiml.read(base, "text/xml", twiml));
    }

    /** What follows once the session with the agent has ended, in place of its action. */
    void redirect(String twiml) {
        redirection.set(twiml);
    }

    private Optional<Document> follow(Document document) {
        for (TwimlVerb verb : document.verbs()) {
            switch (verb) {
                case TwimlVerb.Say say -> note(new Step.Said(say.text()));
                case TwimlVerb.Play play -> note(new Step.Played(play.url()));
                case TwimlVerb.Pause pause -> note(new Step.Paused(pause.seconds()));
                case TwimlVerb.StartRecording start -> note(new Step.Recorded(true));
                case TwimlVerb.Redirect redirect -> {
                    note(new Step.Redirected(redirect.url()));
                    return Optional.of(ask(redirect.url(), parameters.with(status())));
                }
                case TwimlVerb.Record recording -> {
                    note(new Step.Recorded(false));
                    Map<String, String> recorded = recorded();
                    Document next = ask(recording.action(), recorded);
                    report(recording, recorded);
                    return Optional.of(next);
                }
                case TwimlVerb.Dial dial -> {
                    note(new Step.Dialled(dial.targets(), setup.dialOutcome));
                    if (!dial.action().isEmpty()) {
                        return Optional.of(ask(dial.action(), dialled()));
                    }
                }
                case TwimlVerb.Connect connect -> {
                    answered = true;
                    Map<String, String> ended = connect(connect.relay());
                    String other = redirection.getAndSet("");
                    return Optional.of(other.isEmpty() ? ask(connect.action(), ended) : document(other));
                }
                case TwimlVerb.Reject reject -> {
                    note(new Step.Rejected(reject.reason()));
                    return Optional.empty();
                }
                case TwimlVerb.Hangup hangup -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private void note(Step step) {
        answered |= !(step instanceof Step.Rejected);
        call.ledger().add(step);
    }

    private String status() {
        return hungUp ? "completed" : answered ? "in-progress" : "ringing";
    }

    /** Opens the socket, waits for the session's end and gives the action's parameters. */
    private Map<String, String> connect(RelayNoun relay) {
        String sessionId = Sid.next("VX");
        long seconds = 0;
        SimulatedRelay.End end;
        try {
            ClientSocket socket = ClientSocket.open(
                    setup.account.reachable(relay.url()),
                    Map.of(
                            "X-Twilio-Signature",
                            webhooks.handshakeSignature(relay.url()),
                            "User-Agent",
                            "Jetty/11.0.24"));
            SimulatedRelay session = new SimulatedRelay(relay, socket, call);
            sessionId = session.sessionId();
            ObjectNode setupFrame = setupFrame(relay);
            call.ledger().add(new Step.Connected(relay, sessionId));
            session.begin(setupFrame);
            connected.accept(session);
            end = session.end().join();
            seconds = session.seconds();
        } catch (IOException unreachable) {
            int status = unreachable instanceof ClientHandshake.Refused refused ? refused.status : 0;
            call.ledger().add(new Step.NotConnected(relay.url(), status));
            end = SimulatedRelay.End.failed("64102", "Unable to connect to websocket URL");
        }
        hungUp = end.status() == SessionStatus.COMPLETED;
        if (hungUp) {
            call.ledger().add(new Step.HungUp(true));
        }
        Map<String, String> action = parameters.with(status());
        action.put("SessionId", sessionId);
        action.put("SessionStatus", end.status().wireName());
        action.put("SessionDuration", Long.toString(seconds));
        if (!end.handoffData().isEmpty()) {
            action.put("HandoffData", end.handoffData());
        }
        if (!end.errorCode().isEmpty()) {
            action.put("ErrorCode", end.errorCode());
            action.put("ErrorMessage", end.errorMessage());
        }
        return action;
    }

    private ObjectNode setupFrame(RelayNoun relay) {
        boolean first = call.ledger().steps(Step.Connected.class).isEmpty();
        ObjectNode frame = StrictJson.JSON
                .createObjectNode()
                .put("type", "setup")
                .put("sessionId", "")
                .put("accountSid", setup.account.sid())
                .put("parentCallSid", "")
                .put("callSid", parameters.callSid())
                .put("from", setup.from)
                .put("to", setup.to)
                .put("forwardedFrom", setup.forwardedFrom)
                .put("callType", "PSTN")
                .put("callerName", "")
                .put("direction", setup.direction())
                .put("callStatus", first && !setup.isOutbound() ? "RINGING" : "IN_PROGRESS");
        ObjectNode custom = frame.putObject("customParameters");
        relay.parameters().forEach(custom::put);
        return frame;
    }

    private Map<String, String> dialled() {
        Map<String, String> action = parameters.with("in-progress");
        action.put("DialCallStatus", setup.dialOutcome.wireName());
        action.put("DialCallSid", Sid.next("CA"));
        if (setup.dialOutcome == DialOutcome.COMPLETED) {
            action.put("DialCallDuration", "12");
        }
        return action;
    }

    private Map<String, String> recorded() {
        String sid = Sid.next("RE");
        Map<String, String> action = parameters.with("in-progress");
        action.put("RecordingSid", sid);
        action.put(
                "RecordingUrl",
                "https://api.twilio.com/2010-04-01/Accounts/" + setup.account.sid() + "/Recordings/" + sid);
        action.put("RecordingDuration", "7");
        action.put("Digits", "hangup");
        return action;
    }

    /** What Twilio says once the sound is there, which nobody on the line waits for. */
    private void report(TwimlVerb.Record recording, Map<String, String> recorded) {
        if (!recording.statusCallback().isEmpty()) {
            recorded.put("RecordingStatus", "completed");
            WebhookAnswer answer = webhooks.post(recording.statusCallback(), recorded);
            call.ledger().add(new Step.Asked(answer.url().toString(), recorded, answer.status()));
        }
    }

    /** A document of the primary URL or, where that fails, of the fallback. */
    private Document ask(String url, Map<String, String> form) {
        if (++documents > MAX_DOCUMENTS) {
            throw new TwilioRuleBroken(11215, "A call goes through at most " + MAX_DOCUMENTS + " documents here");
        }
        try {
            return fetch(url, form);
        } catch (TwilioRuleBroken | UncheckedIOException failed) {
            if (setup.fallbackUrl.isEmpty()) {
                throw failed;
            }
            call.ledger().add(new Step.Violation(String.valueOf(failed.getMessage())));
            return fetch(setup.fallbackUrl, form);
        }
    }

    private Document fetch(String url, Map<String, String> form) {
        WebhookAnswer answer = webhooks.post(url, form);
        call.ledger().add(new Step.Asked(answer.url().toString(), form, answer.status()));
        if (answer.status() / 100 != 2) {
            throw new TwilioRuleBroken(
                    11200, "A voice webhook is answered with 2xx, not " + answer.status() + " by " + answer.url());
        }
        return new Document(answer.url(), Twiml.read(answer.url(), answer.contentType(), answer.body()));
    }
}
