package io.omnichannel.messaging.mirror;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.omnichannel.messaging.mirror.Mirrors.Progress;
import io.omnichannel.twilio.Backoff;
import io.omnichannel.twilio.ConversationsAnswer;
import io.omnichannel.twilio.ConversationsAnswer.Kind;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Body: what Twilio said to a step; written down, it becomes the {@link MirrorTask} that goes on or is over. */
@Component("mirrorRecorder")
class MirrorRecorder implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(MirrorRecorder.class);
    private static final int NAME_TAKEN = 50353;
    private static final int CLOSED = 50377;
    private static final Set<Integer> ALREADY_IN = Set.of(50433, 50416);
    private static final int REMIND_EVERY = 20;

    private final Mirrors mirrors;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(10), new SecureRandom());

    MirrorRecorder(Mirrors mirrors, ObjectMapper json, MeterRegistry metrics) {
        this.mirrors = mirrors;
        this.json = json;
        this.metrics = metrics;
    }

    @Override
    public void process(Exchange exchange) {
        MirrorTask task = exchange.getVariable(MirrorProcessors.TASK, MirrorTask.class);
        ConversationsAnswer answer = exchange.getMessage().getBody(ConversationsAnswer.class);
        exchange.getMessage()
                .setBody(
                        switch (task.step()) {
                            case CONVERSATION -> conversation(task, answer);
                            case PARTICIPANT -> participant(task, answer);
                            case MESSAGE -> task.sure() ? message(task, answer) : looked(task, answer);
                            case CLOSE -> closed(task, answer);
                            case READ, WAIT, DONE, OVER ->
                                throw new IllegalStateException("Twilio is asked nothing at " + task.step());
                        });
    }

    private MirrorTask conversation(MirrorTask task, ConversationsAnswer answer) {
        if (answer.kind() == Kind.DONE && !answer.sid().isEmpty()) {
            return went(task, new Progress(answer.sid(), 0, 0, "open", ""));
        }
        return answer.code() == NAME_TAKEN ? task.asNamed() : later(task, answer, !task.sure());
    }

    private MirrorTask participant(MirrorTask task, ConversationsAnswer answer) {
        boolean in = answer.kind() == Kind.DONE || ALREADY_IN.contains(answer.code());
        if (in || answer.kind() == Kind.REFUSED && !isGone(answer)) {
            int joined = task.view().participants() + 1;
            return went(
                    task, new Progress("", 0, joined, "open", in ? "" : "A participant was refused: " + answer.why()));
        }
        return isGone(answer) ? ended(task, answer) : later(task, answer, !task.sure());
    }

    private MirrorTask message(MirrorTask task, ConversationsAnswer answer) {
        if (isGone(answer)) {
            return ended(task, answer);
        }
        return switch (answer.kind()) {
            case DONE -> copied(task, "");
            // One message that Twilio will never take must not hold up those behind it.
            case REFUSED -> copied(task, "Message " + task.message().seq() + " was refused: " + answer.why());
            case LATER -> later(task, answer, false);
            case UNSURE -> later(task, answer, true);
        };
    }

    private MirrorTask looked(MirrorTask task, ConversationsAnswer answer) {
        if (answer.kind() != Kind.DONE) {
            return isGone(answer) ? ended(task, answer) : later(task, answer, true);
        }
        String id = task.message().id().toString();
        for (JsonNode message : answer.json().path("messages")) {
            if (attributes(message).path(MirroredMessage.ID).asText().equals(id)) {
                return copied(task.asSure(), "");
            }
        }
        return task.asSure();
    }

    private MirrorTask closed(MirrorTask task, ConversationsAnswer answer) {
        boolean done = answer.kind() == Kind.DONE || answer.code() == CLOSED;
        if (done || answer.kind() == Kind.REFUSED) {
            mirrors.record(task.claim(), new Progress("", 0, 0, done ? "closed" : "ended", answer.why()));
            mirrors.finish(task.claim());
            return task.over();
        }
        return later(task, answer, !task.sure());
    }

    private MirrorTask copied(MirrorTask task, String trouble) {
        metrics.counter("omni.mirror.messages", "outcome", trouble.isEmpty() ? "copied" : "refused")
                .increment();
        return went(task, new Progress("", task.message().seq(), 0, "open", trouble));
    }

    private MirrorTask went(MirrorTask task, Progress progress) {
        return mirrors.record(task.claim(), progress) ? task.goOn() : task.over();
    }

    /** The copy was deleted or closed in Twilio: whoever did it wanted no more of it. */
    private MirrorTask ended(MirrorTask task, ConversationsAnswer answer) {
        LOG.warn(
                "Twilio's copy of conversation {} is gone or closed; it is left alone",
                task.claim().conversation());
        mirrors.record(
                task.claim(), new Progress("", 0, 0, "ended", "Twilio's copy is gone or closed: " + answer.why()));
        mirrors.finish(task.claim());
        return task.over();
    }

    private MirrorTask later(MirrorTask task, ConversationsAnswer answer, boolean unsure) {
        int attempts = task.claim().attempts();
        Duration ours = backoff.after(attempts);
        mirrors.again(task.claim(), unsure, ours.plus(answer.atLeast()), answer.why());
        metrics.counter("omni.mirror.retries").increment();
        if (attempts % REMIND_EVERY == 1) {
            LOG.warn("Twilio's copy of conversation {} waits: {}", task.claim().conversation(), answer.why());
        }
        return task.over();
    }

    private static boolean isGone(ConversationsAnswer answer) {
        return answer.kind() == Kind.REFUSED && (answer.status() == 404 || answer.code() == CLOSED);
    }

    private JsonNode attributes(JsonNode message) {
        try {
            return json.readTree(message.path("attributes").asText("{}"));
        } catch (JsonProcessingException somebodyElses) {
            return json.missingNode();
        }
    }
}
