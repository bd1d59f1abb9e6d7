package io.omnichannel.simulator.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.simulator.Sid;
import io.omnichannel.simulator.StrictJson;
import io.omnichannel.simulator.TwilioAccount;
import io.omnichannel.simulator.TwilioRuleBroken;
import io.omnichannel.simulator.Webhooks;
import io.omnichannel.simulator.call.CallListener;
import io.omnichannel.simulator.call.CallParameters;
import io.omnichannel.simulator.call.CallSetup;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.call.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The Calls resource: a call that is asked for really rings, and whoever picks up talks with the server. */
public final class RestCalls {

    private static final Duration LISTENS = Duration.ofSeconds(2);

    /** What happens where it rings. */
    public enum Ringing {
        ANSWERED,
        /** An answering machine picks up: it listens, and says nothing. */
        MACHINE,
        BUSY,
        NO_ANSWER,
        FAILED;

        String wireName() {
            return this == NO_ANSWER ? "no-answer" : name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final CallRegister calls = new CallRegister();
    private final Map<String, Ringing> ringing = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> held = new ConcurrentHashMap<>();
    private final Executor threads;
    private final Supplier<Instant> now;
    private final CallListener listener;

    RestCalls(Executor threads, Supplier<Instant> now, RestLedger ledger) {
        this.listener = new CallListener() {
            @Override
            public void happened(Step step) {
                if (step instanceof Step.Violation violation) {
                    ledger.violation(violation.rule());
                }
            }

            @Override
            public void endedBy(TwilioRuleBroken rule) {
                ledger.violation(rule.getMessage());
            }
        };
        this.threads = threads;
        this.now = now;
    }

    /** What happens when this number is called; unless set, somebody picks up. */
    public void rings(String to, Ringing outcome) {
        ringing.put(to, outcome);
    }

    /** Calls to this number are accepted from here on; it does not ring, and the server is told nothing, until they are let go. */
    public void hold(String to) {
        held.putIfAbsent(to, new CompletableFuture<>());
    }

    public void letGo(String to) {
        Optional.ofNullable(held.remove(to)).ifPresent(hold -> hold.complete(null));
    }

    public List<RestCall> all() {
        return calls.all();
    }

    /**
     * The latest call to a number, picked up. Where nobody asks for it, whoever picked up listens for a moment and hangs up.
     *
     * @throws IllegalStateException when there is none in time
     */
    public SimulatedCall await(String to, Duration timeout) {
        return calls.await(to, timeout);
    }

    RestAnswer create(RestRequest request, TwilioAccount account, Webhooks webhooks) {
        RestForm form = request.form();
        new CallForm(form).check();
        RestCall call = new RestCall(Sid.next("CA"), form.value("From"), form.value("To"), "queued", now.get());
        calls.put(call);
        held.getOrDefault(call.to(), CompletableFuture.completedFuture(null))
                .thenRunAsync(() -> ring(call, form, account, webhooks), threads);
        return RestAnswer.of(201, new CallJson(account.sid()).of(call));
    }

    RestAnswer fetch(String sid, TwilioAccount account) {
        return RestAnswer.of(200, new CallJson(account.sid()).of(calls.get(sid)));
    }

    /** The calls between two numbers, newest first, as far as one page goes. */
    RestAnswer list(RestRequest request, TwilioAccount account) {
        String to = request.query().value("To");
        String from = request.query().value("From");
        ObjectNode json = StrictJson.JSON.createObjectNode().put("page", 0).putNull("next_page_uri");
        ArrayNode list = json.putArray("calls");
        all().reversed().stream()
                .filter(call -> (to.isEmpty() || call.to().equals(to))
                        && (from.isEmpty() || call.from().equals(from)))
                .forEach(call -> list.add(new CallJson(account.sid()).of(call)));
        return RestAnswer.of(200, json);
    }

    /** For somebody at a terminal: who called a number after a place in the log, and what was said first. */
    ObjectNode rung(String to, long after) {
        List<RestCall> log = all();
        ObjectNode json = StrictJson.JSON.createObjectNode().put("last", log.size());
        ArrayNode list = json.putArray("calls");
        for (int i = (int) Math.min(after, log.size()); i < log.size(); i++) {
            RestCall call = log.get(i);
            if (call.to().equals(to)) {
                list.addObject()
                        .put("number", i + 1)
                        .put("from", call.from())
                        .put("status", call.status())
                        .put("says", calls.firstWords(call.sid()));
            }
        }
        return json;
    }

    /** Hangs up, or takes back what has not been answered. */
    RestAnswer update(String sid, RestRequest request, TwilioAccount account) {
        RestCall call = calls.get(sid);
        String status = request.form().value("Status");
        String twiml = request.form().value("Twiml");
        SimulatedCall redirected = calls.talk(sid);
        if (!twiml.isEmpty() && status.isEmpty() && !call.isOver() && redirected != null) {
            redirected.redirect(twiml);
            return RestAnswer.of(200, new CallJson(account.sid()).of(call));
        }
        boolean waiting = call.status().equals("queued") || call.status().equals("ringing");
        if (call.isOver() || status.equals("canceled") && !waiting) {
            throw RestRefusal.badRequest(21220, "Call is not in-progress. Cannot redirect.");
        }
        if (!status.equals("completed") && !status.equals("canceled")) {
            throw RestRefusal.badRequest(20001, "This Twilio ends a call, or lets it go on with other Twiml");
        }
        SimulatedCall talk = calls.talk(sid);
        if (talk != null) {
            talk.close();
        }
        RestCall ended = call.became(status);
        calls.put(ended);
        return RestAnswer.of(200, new CallJson(account.sid()).of(ended));
    }

    private void ring(RestCall call, RestForm form, TwilioAccount account, Webhooks webhooks) {
        List<String> events =
                form.all("StatusCallbackEvent").isEmpty() ? List.of("completed") : form.all("StatusCallbackEvent");
        CallSetup setup = CallSetup.of(account)
                .from(call.from())
                .to(call.to())
                .outbound(call.sid())
                .listener(listener)
                .voiceUrl(form.value("Url"))
                .twiml(form.value("Url").isEmpty() ? form.value("Twiml") : "")
                .fallbackUrl(form.value("FallbackUrl"))
                .statusCallback(events.contains("completed") ? form.value("StatusCallback") : "");
        CallStatusTeller teller =
                new CallStatusTeller(form.value("StatusCallback"), events, new CallParameters(setup), webhooks);
        teller.tell("initiated", "initiated");
        calls.becomeUnlessOver(call.sid(), "ringing");
        teller.tell("ringing", "ringing");
        Ringing outcome = ringing.getOrDefault(call.to(), Ringing.ANSWERED);
        if (calls.get(call.sid()).isOver()) {
            return;
        }
        if (outcome != Ringing.ANSWERED && outcome != Ringing.MACHINE) {
            calls.becomeUnlessOver(call.sid(), outcome.wireName());
            teller.tell("completed", outcome.wireName());
            return;
        }
        calls.becomeUnlessOver(call.sid(), "in-progress");
        teller.tell("answered", "in-progress");
        SimulatedCall talk = new SimulatedCall(setup, webhooks);
        calls.begin(call.sid(), talk);
        if (form.value("AsyncAmd").equals("true")) {
            String by = outcome == Ringing.MACHINE ? "machine_end_beep" : "human";
            threads.execute(() -> teller.tellWhoAnswered(form.value("AsyncAmdStatusCallback"), by, talk));
        }
        talk.whenConnected(() -> CompletableFuture.delayedExecutor(LISTENS.toMillis(), TimeUnit.MILLISECONDS, threads)
                .execute(() -> calls.hangUpUnlessTaken(call.sid(), talk)));
        talk.run();
        calls.becomeUnlessOver(call.sid(), "completed");
    }
}
