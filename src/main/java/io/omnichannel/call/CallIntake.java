package io.omnichannel.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.agent.Humans;
import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.agent.StoredSettings;
import io.omnichannel.conversation.HandOffSettings;
import io.omnichannel.conversation.SwitchOccasions;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.platform.SqlFile;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes in what happens to calls: one statement an event, on disk when it returns. Thread-safe. */
@Component
@EnableConfigurationProperties({SwitchOccasions.class, HandOffSettings.class})
public class CallIntake {

    static final Duration TICKET_VALID = Duration.ofSeconds(120);
    static final int MAX_RESUMES = 3;

    private static final Set<String> ENDED = Set.of("completed", "busy", "failed", "no-answer", "canceled");
    private static final Set<String> LIVE = Set.of("queued", "ringing", "in-progress");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient intake;
    private final ObjectMapper json;
    private final StoredSettings storedSettings;
    private final String acceptCall = SqlFile.load("accept-call");
    private final String acceptStep = SqlFile.load("accept-call-step");
    private final String acceptStatus = SqlFile.load("accept-call-status");
    private final SwitchOccasions occasions;
    private final HandOffSettings handOff;
    private final Humans humans;
    private final String voicemail;
    private final String acceptRecording = SqlFile.load("accept-recording");

    CallIntake(
            @Qualifier("intakeJdbc") JdbcClient intake,
            ObjectMapper json,
            StoredSettings storedSettings,
            SwitchOccasions occasions,
            HandOffSettings handOff,
            Humans humans)
            throws JsonProcessingException {
        this.intake = intake;
        this.occasions = occasions;
        this.handOff = handOff;
        this.humans = humans;
        this.voicemail = json.writeValueAsString(
                new CallAnswer.Voicemail((int) handOff.voicemailLength().toSeconds(), handOff.transcribe()));
        this.json = json;
        this.storedSettings = storedSettings;
    }

    /** @return what to answer, or empty when the number belongs to nobody: then nothing was written */
    public Optional<CallAnswer> accept(IncomingCall call) {
        return intake.sql(acceptCall)
                .param("key", call.key())
                .param("called", call.called())
                .param("forwarded_from", call.forwardedFrom())
                .param("account_sid", call.accountSid())
                .param("call_sid", call.callSid())
                .param("caller_kind", call.caller().kind())
                .param("caller", call.caller().address())
                .param(
                        "caller_name",
                        call.callerName().isBlank() ? null : call.callerName().replace("\0", ""))
                .param("base_url", call.baseUrl())
                .param("ticket", newTicket())
                .param("ticket_seconds", TICKET_VALID.toSeconds())
                .param("default_settings", storedSettings.defaults())
                .param("address_id", Uuid7.next())
                .param("contact_id", Uuid7.next())
                .param("conversation_id", Uuid7.next())
                .param("call_id", Uuid7.next())
                .param("unanswered", handOff.unanswered())
                .param("voicemail", voicemail)
                .param("handoff_id", Uuid7.next())
                .param("briefing_id", Uuid7.next())
                .param("callback_id", Uuid7.next())
                .query((row, number) -> answer(row.getString("answer")))
                .optional();
    }

    /** @return what to answer, or empty when we know no such call */
    public Optional<CallAnswer> accept(CallStep step) {
        return intake.sql(acceptStep)
                .param("key", step.key())
                .param("account_sid", step.accountSid())
                .param("call_sid", step.callSid())
                .param("step", step.step())
                .param("call_status", step.callStatus())
                .param("session_status", step.sessionStatus())
                .param("hand_off", step.handOff())
                .param("told", humans.areTold())
                .param("reason", reason(step.handoffData()))
                .param("recorded", step.recorded())
                .param("unanswered", handOff.unanswered())
                .param("after_transfer", handOff.afterTransfer())
                .param("text_channels", handOff.writing().names())
                .param("text_seconds", handOff.writing().seconds())
                .param("again_fr", Phrases.in(Locale.FRENCH).text(Phrase.AGENT_AGAIN))
                .param("again_en", Phrases.in(Locale.ENGLISH).text(Phrase.AGENT_AGAIN))
                .param("voicemail", voicemail)
                .param("handoff_id", Uuid7.next())
                .param("briefing_id", Uuid7.next())
                .param("callback_id", Uuid7.next())
                .param("wish_id", Uuid7.next())
                .param("dropped_id", Uuid7.next())
                .param("dropped", occasions.dropped().names())
                .param("dropped_seconds", occasions.dropped().seconds())
                .param("voice_down", occasions.voiceIsDown().names())
                .param("voice_down_seconds", occasions.voiceIsDown().seconds())
                .param("dial_status", step.dialStatus())
                .param("base_url", step.baseUrl())
                .param("max_resumes", MAX_RESUMES)
                .param("ticket", newTicket())
                .param("ticket_seconds", TICKET_VALID.toSeconds())
                .query((row, number) -> answer(row.getString("answer")))
                .optional();
    }

    /**
     * Keeps how a call stands; a status we do not know is ignored.
     *
     * @param durationSeconds of an ended call, null while unknown
     */
    public void acceptStatus(
            String key, String accountSid, String callSid, String callStatus, Integer durationSeconds) {
        if (!isKnown(callStatus)) {
            return;
        }
        intake.sql(acceptStatus)
                .param("key", key)
                .param("account_sid", accountSid)
                .param("call_sid", callSid)
                .param("call_status", callStatus)
                .param("ended", hasEnded(callStatus))
                .param("duration", durationSeconds)
                .param("wish_id", Uuid7.next())
                .param("dropped", occasions.dropped().names())
                .param("dropped_seconds", occasions.dropped().seconds())
                .update();
    }

    /**
     * @param recording a JSON object: sid, url, status, duration, or what was said
     * @param occasion {@code voicemail} or {@code transcription} for a human who may wait for it, else empty
     */
    public void acceptRecording(String key, String accountSid, String callSid, String recording, String occasion) {
        intake.sql(acceptRecording)
                .param("key", key)
                .param("account_sid", accountSid)
                .param("call_sid", callSid)
                .param("recording", recording)
                .param("occasion", occasion)
                .param("briefing_id", Uuid7.next())
                .update();
    }

    static boolean isKnown(String callStatus) {
        return hasEnded(callStatus) || LIVE.contains(callStatus);
    }

    static boolean hasEnded(String callStatus) {
        return ENDED.contains(callStatus);
    }

    /** 128 random bits, base64url. */
    static String newTicket() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** Our own end of the session wrote it; whatever else it is says nothing. */
    private String reason(String handoffData) {
        try {
            return json.readTree(handoffData).path("reason").asText("").replace("\0", "");
        } catch (JsonProcessingException foreign) {
            return "";
        }
    }

    private CallAnswer answer(String stored) {
        try {
            return json.readValue(stored, CallAnswer.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The stored answer of an event cannot be read", broken);
        }
    }
}
