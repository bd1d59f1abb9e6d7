package io.omnichannel.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.AgentSettings.ChannelsConfig;
import io.omnichannel.agent.AgentSettings.Limits;
import io.omnichannel.agent.AgentSettings.Template;
import io.omnichannel.agent.AgentSettings.Whatsapp;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Uuid7;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendDecisionTest {

    private static final Instant NOW = Instant.parse("2026-03-29T00:30:00Z");

    @Test
    void letsGoOfWhatSomebodyElseHasTakenOver() {
        Outbox.Consent lost =
                new Outbox.Consent(true, false, false, "agent", settings(null, null), Optional.empty(), 0, 0, NOW);

        assertThat(decide(item(Channel.SMS, "answer", 0, true), lost, false, true)
                        .decision())
                .isEqualTo(SendTask.Decision.LOST);
    }

    @ParameterizedTest
    @CsvSource({"SMS, true, later", "EMAIL, true, later", "VOICE, false, lost"})
    void asksNobodyOnceTheLeaseIsOver(Channel channel, boolean stillOurs, String decision) {
        SendTask task = SendDecision.tooLate(
                item(channel, "answer", 0, false),
                new Outbox.Consent(
                        false, false, stillOurs, "agent", settings(null, null), Optional.empty(), 0, 1, NOW));

        assertThat(task.decision()).hasToString(decision);
        assertThat(task.refusal().map(SendResult::status))
                .isEqualTo(stillOurs ? Optional.of("queued") : Optional.empty());
        assertThat(task.refusal().map(SendResult::tried)).isEqualTo(stillOurs ? Optional.of(false) : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "answer,   true,  false, true,  opted_out",
        "operator, true,  false, true,  opted_out",
        "notice,   true,  false, true,  ''",
        "identity, true,  false, true,  opted_out",
        "answer,   false, true,  true,  expired",
        "answer,   false, false, false, no_account",
        "answer,   false, false, true,  ''"
    })
    void refusesWithAReason(String kind, boolean optedOut, boolean expired, boolean account, String code) {
        SendTask task = decide(
                item(Channel.SMS, kind, 0, expired), consent(optedOut, 0, 1, null, null, Duration.ZERO), account, true);

        assertThat(task.decision()).hasToString(code.isEmpty() ? "send" : "refuse");
        assertThat(task.refusal().map(SendResult::errorCode).orElse("")).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"VOICE, refuse, public_url_unknown", "SMS, send, ''"})
    void makesNoCallWhoseWordsTwilioCannotAskFor(Channel channel, String decision, String code) {
        SendTask task =
                decide(item(channel, "answer", 0, false), consent(false, 0, 1, null, null, Duration.ZERO), true, false);

        assertThat(task.decision()).hasToString(decision);
        assertThat(task.refusal().map(SendResult::errorCode).orElse("")).isEqualTo(code);
        assertThat(task.refusal().map(SendResult::status).orElse("")).isEqualTo(code.isEmpty() ? "" : "dead");
    }

    @ParameterizedTest
    @CsvSource({
        "answer,   0, 1, send",
        "answer,   4, 5, send",
        "answer,   4, 6, later",
        "answer,   5, 6, refuse",
        "operator, 9, 9, send",
        "notice,   9, 9, send"
    })
    void keepsToTheDaysBudget(String kind, int spent, int soon, String decision) {
        SendTask task = decide(
                item(Channel.SMS, kind, 0, false), consent(false, spent, soon, 5, null, Duration.ZERO), true, true);

        assertThat(task.decision()).hasToString(decision);
        assertThat(task.channel()).isEqualTo("sms");
    }

    @ParameterizedTest
    @CsvSource({"answer, false, refuse", "answer, true, send", "operator, false, send", "notice, false, send"})
    void leavesAConversationToTheHumanWhoOwnsIt(String kind, boolean lastWord, String decision) {
        Outbox.Consent owned =
                new Outbox.Consent(false, false, true, "human", settings(null, null), Optional.empty(), 0, 1, NOW);

        SendTask task =
                decide(item(Channel.SMS, kind, payload(0).put("hands_over", lastWord), false), owned, true, true);

        assertThat(task.decision()).hasToString(decision);
    }

    @ParameterizedTest
    @CsvSource({"PT2H, PT1H, reroute", "PT1H, PT2H, send"})
    void believesWhatsappUntilTheCustomerWritesAgain(Duration wrote, Duration closed, String decision) {
        ObjectNode payload =
                payload(0).put("window_closed_at", NOW.minus(closed).toString());

        SendTask task = decide(
                item(Channel.WHATSAPP, "answer", payload, false), consent(false, 0, 1, null, null, wrote), true, true);

        assertThat(task.decision()).hasToString(decision);
    }

    @ParameterizedTest
    @CsvSource({
        "PT23H59M59S, true,  0, send",
        "PT24H,       true,  0, send_template",
        "PT24H,       true,  1, send_template",
        "PT24H,       false, 0, reroute",
        "PT24H,       false, 1, reroute"
    })
    void knowsWhatWhatsappLetsThrough(Duration ago, boolean template, int part, String decision) {
        Template known = template ? new Template("HX" + "0".repeat(32), Map.of()) : null;

        SendTask task = decide(
                item(Channel.WHATSAPP, "answer", part, false), consent(false, 0, 1, null, known, ago), true, true);

        assertThat(task.decision()).hasToString(decision);
    }

    @ParameterizedTest
    @CsvSource({"PT23H, send", "PT24H, refuse"})
    void sendsNothingBehindATemplateThatStandsForTheMessage(Duration ago, String decision) {
        Template known = new Template("HX" + "0".repeat(32), Map.of());

        SendTask task = SendDecision.of(
                item(Channel.WHATSAPP, "answer", 1, false),
                consent(false, 0, 1, null, known, ago),
                true,
                true,
                () -> true);

        assertThat(task.decision()).hasToString(decision);
    }

    private static SendTask decide(OutboxItem item, Outbox.Consent consent, boolean account, boolean address) {
        return SendDecision.of(item, consent, account, address, () -> false);
    }

    private static Outbox.Consent consent(
            boolean optedOut, int spent, int soon, Integer limit, Template template, Duration ago) {
        return new Outbox.Consent(
                optedOut,
                false,
                true,
                "agent",
                settings(limit, template),
                Optional.of(NOW.minus(ago)),
                spent,
                soon,
                NOW);
    }

    private static ObjectNode payload(int part) {
        return JsonNodeFactory.instance.objectNode().put("part", part);
    }

    private static OutboxItem item(Channel channel, String kind, int part, boolean expired) {
        return item(channel, kind, payload(part), expired);
    }

    private static OutboxItem item(Channel channel, String kind, ObjectNode payload, boolean expired) {
        return new OutboxItem(
                "t",
                Uuid7.next(),
                1,
                Uuid7.next(),
                Uuid7.next(),
                channel,
                kind,
                "+33199000001",
                "+33611111111",
                payload,
                false,
                false,
                false,
                1,
                NOW,
                expired,
                0);
    }

    private static AgentSettings settings(Integer limit, Template template) {
        AgentSettings some = AgentDefaults.settings();
        ChannelsConfig channels = some.channelsConfig();
        return new AgentSettings(
                some.agentName(),
                some.agentPersonality(),
                some.agentType(),
                some.systemPrompt(),
                some.voiceProvider(),
                some.voiceId(),
                some.voiceLanguage(),
                some.voiceSettings(),
                some.greetingMessage(),
                some.fallbackMessage(),
                some.transferMessage(),
                some.transferNumber(),
                new ChannelsConfig(channels.voice(), channels.sms(), new Whatsapp(true, template), channels.email()),
                some.maxConversationDuration(),
                some.interruptionEnabled(),
                some.sentimentAnalysisEnabled(),
                some.autoNoiseDetection(),
                some.transcription(),
                some.timeZone(),
                some.region(),
                some.openingHours(),
                some.quietHours(),
                some.tools(),
                some.llm(),
                new Limits(null, limit, null, null, null, null, null, null),
                some.lifetimes(),
                some.retentionDays());
    }
}
