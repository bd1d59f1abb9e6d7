package io.omnichannel.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
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

    private static final List<String> RECORDING_FIELDS = List.of(
            "RecordingSid",
            "RecordingUrl",
            "RecordingStatus",
            "RecordingDuration",
            "RecordingChannels",
            "RecordingStartTime");

    /** Body: a {@link TwilioRequest} becomes a {@link CallAnswer}. */
    @Bean
    Processor callAcceptor(CallIntake intake, RecentTenants tenants, MeterRegistry metrics) {
        return exchange -> {
            TwilioRequest request = request(exchange);
            TwilioForm form = request.form();
            String callSid = form.value("CallSid");
            IncomingCall call = new IncomingCall(
                    callSid + "/voice",
                    request.accountSid(),
                    callSid,
                    form.value("To"),
                    form.value("ForwardedFrom"),
                    CallerAddress.of(form.value("From"), callSid),
                    form.value("CallerName"),
                    request.baseUrl());
            CallAnswer answer = intake.accept(call).orElseGet(() -> CallAnswer.unknownNumber(call.called()));
            tenants.seen(form.value("To"), answer);
            metrics.counter("omni.calls", "decision", answer.decision()).increment();
            exchange.getMessage().setBody(answer);
        };
    }

    /** Body: a {@link TwilioRequest} becomes a {@link CallAnswer}. */
    @Bean
    Processor callStepAcceptor(CallIntake intake, RecentTenants tenants, MeterRegistry metrics) {
        return exchange -> {
            TwilioRequest request = request(exchange);
            TwilioForm form = request.form();
            String step = request.query().value("step");
            CallStep next = new CallStep(
                    String.join("/", form.value("CallSid"), "connected", step, form.value("SessionId")),
                    request.accountSid(),
                    form.value("CallSid"),
                    step,
                    form.value("CallStatus"),
                    form.value("SessionStatus"),
                    !form.value("HandoffData").isBlank(),
                    form.value("DialCallStatus"),
                    request.baseUrl());
            CallAnswer answer = intake.accept(next).orElseGet(() -> CallAnswer.unknownCall(form.value("To")));
            tenants.seen(form.value("To"), answer);
            metrics.counter("omni.call.steps", "decision", answer.decision()).increment();
            exchange.getMessage().setBody(answer);
        };
    }

    /** Body: a {@link TwilioRequest}. */
    @Bean
    Processor callStatusAcceptor(CallIntake intake) {
        return exchange -> {
            TwilioRequest request = request(exchange);
            TwilioForm form = request.form();
            String status = form.value("CallStatus");
            String duration = form.value("CallDuration");
            intake.acceptStatus(
                    String.join("/", form.value("CallSid"), "call-status", status),
                    request.accountSid(),
                    form.value("CallSid"),
                    status,
                    duration.matches("\\d{1,9}") ? Integer.valueOf(duration) : null);
        };
    }

    /** Body: a {@link TwilioRequest}. */
    @Bean
    Processor recordingAcceptor(CallIntake intake, ObjectMapper json) {
        return exchange -> {
            TwilioRequest request = request(exchange);
            TwilioForm form = request.form();
            intake.acceptRecording(
                    String.join("/", form.value("CallSid"), form.value("RecordingSid"), form.value("RecordingStatus")),
                    request.accountSid(),
                    form.value("CallSid"),
                    recording(form, json));
        };
    }

    private static String recording(TwilioForm form, ObjectMapper json) throws JsonProcessingException {
        Map<String, String> kept = new LinkedHashMap<>();
        for (String field : RECORDING_FIELDS) {
            form.first(field).ifPresent(value -> kept.put(field, value));
        }
        return json.writeValueAsString(kept);
    }

    private static TwilioRequest request(Exchange exchange) {
        return exchange.getMessage().getBody(TwilioRequest.class);
    }
}
