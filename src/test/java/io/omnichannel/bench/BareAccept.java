package io.omnichannel.bench;

import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.simulator.rest.SimulatedText;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;

/** What the accepting statements are given, made the same way as for the server. */
final class BareAccept {

    private static final String SETTINGS = defaults();

    private BareAccept() {}

    static Map<String, Object> call(String baseUrl, TwilioCalls.Call call) {
        return Map.ofEntries(
                Map.entry("key", call.sid() + "/voice"),
                Map.entry("called", call.to()),
                Map.entry("forwarded_from", ""),
                Map.entry("account_sid", TwilioCalls.ACCOUNT),
                Map.entry("call_sid", call.sid()),
                Map.entry("caller_kind", "phone"),
                Map.entry("caller", call.from()),
                Map.entry("caller_name", ""),
                Map.entry("base_url", baseUrl),
                Map.entry("ticket", call.sid()),
                Map.entry("ticket_seconds", 120L),
                Map.entry("default_settings", SETTINGS),
                Map.entry("address_id", Uuid7.next()),
                Map.entry("contact_id", Uuid7.next()),
                Map.entry("conversation_id", Uuid7.next()),
                Map.entry("call_id", Uuid7.next()),
                Map.entry("unanswered", "voicemail"),
                Map.entry("voicemail", "{\"seconds\":120,\"transcribe\":false}"),
                Map.entry("handoff_id", Uuid7.next()),
                Map.entry("briefing_id", Uuid7.next()),
                Map.entry("callback_id", Uuid7.next()));
    }

    static Map<String, Object> text(SimulatedText text, double debounceSeconds) {
        return Map.ofEntries(
                Map.entry("provider", "twilio"),
                Map.entry("key", text.sid()),
                Map.entry("channel", "sms"),
                Map.entry("account_sid", TwilioCalls.ACCOUNT),
                Map.entry("ours", new String[] {text.to()}),
                Map.entry("sender_kind", "phone"),
                Map.entry("sender", text.from()),
                Map.entry("other_kind", "phone"),
                Map.entry("other_sender", ""),
                Map.entry("sender_name", ""),
                Map.entry("content", text.body()),
                Map.entry(
                        "details",
                        "{\"from\":\"" + text.from() + "\",\"from_kind\":\"phone\",\"to\":\"" + text.to() + "\"}"),
                Map.entry("keyword", ""),
                Map.entry("consent_ours", text.to()),
                Map.entry("answerable", true),
                Map.entry("debounce_seconds", debounceSeconds),
                Map.entry("default_settings", SETTINGS),
                Map.entry("address_id", Uuid7.next()),
                Map.entry("other_address_id", Uuid7.next()),
                Map.entry("contact_id", Uuid7.next()),
                Map.entry("conversation_id", Uuid7.next()),
                Map.entry("message_id", Uuid7.next()),
                Map.entry("consent_id", Uuid7.next()),
                Map.entry("other_consent_id", Uuid7.next()),
                Map.entry("suggestion_id", Uuid7.next()));
    }

    private static String defaults() {
        try {
            return Jackson2ObjectMapperBuilder.json().build().writeValueAsString(AgentDefaults.settings());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
