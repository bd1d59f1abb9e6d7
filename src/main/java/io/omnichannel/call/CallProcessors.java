package io.omnichannel.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.omnichannel.conversation.HandOffs;
import io.omnichannel.twilio.TwilioForm;
import io.omnichannel.twilio.TwilioRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps of the voice routes that take an event in: from a verified request to what was decided about it. */
@Configuration(proxyBeanMethods = false)
public class CallProcessors {

    /** Variable: the {@link MachineAnswered} that something is to be done about. */
    static final String MACHINE = "machine";

    private static final List<String> RECORDING_FIELDS = List.of(
            "RecordingSid",
            "RecordingUrl",
            "RecordingStatus",
            "RecordingDuration",
            "RecordingChannels",
            "RecordingStartTime",
            "TranscriptionText");

    /** Body: a {@link TwilioRequest} becomes a {@link CallAnswer}. */
    @Bean
    Processor callAcceptor(
            CallIntake intake,
            OutboundCalls outbound,
            RecentTenants tenants,
            HandOffs handOffs,
            MeterRegistry metrics) {
        return exchange -> {
            TwilioRequest request = request(exchange);
            IncomingCall call = call(request);
            String outbox = request.query().value("outbox");
            CallAnswer answer = outbox.isEmpty()
                    ? intake.accept(call).orElseGet(() -> CallAnswer.unknownNumber(call.called()))
                    : outbound.accept(call, outbox).orElseGet(CallAnswer::unknownCall);
            tenants.seen(request.form(), answer);
            tellHumans(answer, handOffs);
            metrics.counter("omni.calls", "decision", answer.decision().wireName())
                    .increment();
            exchange.getMessage().setBody(answer);
        };
    }

    /** Body: a {@link TwilioRequest} becomes a {@link CallAnswer}. */
    @Bean
    Processor callStepAcceptor(CallIntake intake, RecentTenants tenants, HandOffs handOffs, MeterRegistry metrics) {
        return exchange -> {
            TwilioRequest request = request(exchange);
            CallAnswer answer = intake.accept(step(request)).orElseGet(CallAnswer::unknownCall);
            tenants.seen(request.form(), answer);
            tellHumans(answer, handOffs);
            metrics.counter("omni.call.steps", "decision", answer.decision().wireName())
                    .increment();
            exchange.getMessage().setBody(answer);
        };
    }

    /** Body: a {@link TwilioRequest}. */
    @Bean
    Processor callStatusAcceptor(CallIntake intake) {
        return exchange -> {
            TwilioRequest request = request(exchange);
            intake.acceptStatus(
                    statusKey(request.form()),
                    request.provedAccount(),
                    request.form().value("CallSid"),
                    request.form().value("CallStatus"),
                    duration(request.form()));
        };
    }

    /** Body: a {@link TwilioRequest} about a call that we asked for; a machine that answers is kept as {@link #MACHINE}. */
    @Bean
    Processor outboundStatusAcceptor(OutboundCalls outbound) {
        return exchange -> {
            TwilioRequest request = request(exchange);
            TwilioForm form = request.form();
            outbound.accept(new OutboundCalls.Status(
                            statusKey(form) + "/" + form.value("AnsweredBy"),
                            request.query().value("outbox"),
                            request.provedAccount(),
                            form.value("CallSid"),
                            form.value("CallStatus"),
                            duration(form),
                            // Twilio repeats it with every later status; it is news only by itself.
                            form.value("CallStatus").isEmpty() ? form.value("AnsweredBy") : ""))
                    .ifPresent(machine -> exchange.setVariable(MACHINE, machine));
        };
    }

    private static String statusKey(TwilioForm form) {
        return String.join("/", form.value("CallSid"), "call-status", form.value("CallStatus"));
    }

    private static Integer duration(TwilioForm form) {
        String duration = form.value("CallDuration");
        return duration.matches("\\d{1,9}") ? Integer.valueOf(duration) : null;
    }

    /** Body: a {@link TwilioRequest}. */
    @Bean
    Processor recordingAcceptor(CallIntake intake, HandOffs handOffs, ObjectMapper json) {
        return exchange -> {
            TwilioRequest request = request(exchange);
            TwilioForm form = request.form();
            String occasion = occasion(form);
            intake.acceptRecording(
                    recordingKey(form),
                    request.provedAccount(),
                    form.value("CallSid"),
                    recording(form, json),
                    occasion);
            if (!occasion.isEmpty()) {
                handOffs.briefingDue();
            }
        };
    }

    private static String recordingKey(TwilioForm form) {
        String transcription = form.value("TranscriptionSid");
        return transcription.isEmpty()
                ? String.join("/", form.value("CallSid"), form.value("RecordingSid"), form.value("RecordingStatus"))
                : String.join("/", form.value("CallSid"), transcription, form.value("TranscriptionStatus"));
    }

    /** What a human who is waited for is told about. */
    private static String occasion(TwilioForm form) {
        if (!form.value("TranscriptionText").isBlank()) {
            return "transcription";
        }
        return form.value("RecordingStatus").equals("completed") ? "voicemail" : "";
    }

    private static void tellHumans(CallAnswer answer, HandOffs handOffs) {
        switch (answer.decision()) {
            case DIAL, CALLBACK, VOICEMAIL, VOICEMAIL_EMPTY, HANG_UP -> handOffs.briefingDue();
            default -> {}
        }
    }

    static IncomingCall call(TwilioRequest request) {
        TwilioForm form = request.form();
        String callSid = form.value("CallSid");
        return new IncomingCall(
                callSid + "/voice",
                request.provedAccount(),
                callSid,
                form.value("To"),
                form.value("ForwardedFrom"),
                CallerAddress.of(form.value("From"), callSid),
                form.value("CallerName"),
                request.baseUrl());
    }

    static CallStep step(TwilioRequest request) {
        TwilioForm form = request.form();
        String step = request.query().value("step");
        return new CallStep(
                String.join("/", form.value("CallSid"), "connected", step, form.value("SessionId")),
                request.provedAccount(),
                form.value("CallSid"),
                step,
                form.value("CallStatus"),
                form.value("SessionStatus"),
                !form.value("HandoffData").isBlank(),
                form.value("HandoffData"),
                form.value("DialCallStatus"),
                !form.value("RecordingSid").isBlank(),
                request.baseUrl());
    }

    private static String recording(TwilioForm form, ObjectMapper json) throws JsonProcessingException {
        Map<String, String> kept = new LinkedHashMap<>();
        for (String field : RECORDING_FIELDS) {
            form.first(field).ifPresent(value -> kept.put(field, value.replace("\0", "")));
        }
        return json.writeValueAsString(kept);
    }

    private static TwilioRequest request(Exchange exchange) {
        return exchange.getMessage().getBody(TwilioRequest.class);
    }
}
