package io.omnichannel.platform.settings;

import static io.omnichannel.platform.settings.SettingRule.address;
import static io.omnichannel.platform.settings.SettingRule.base;
import static io.omnichannel.platform.settings.SettingRule.decimal;
import static io.omnichannel.platform.settings.SettingRule.delayFirst;
import static io.omnichannel.platform.settings.SettingRule.each;
import static io.omnichannel.platform.settings.SettingRule.flag;
import static io.omnichannel.platform.settings.SettingRule.folder;
import static io.omnichannel.platform.settings.SettingRule.fraction;
import static io.omnichannel.platform.settings.SettingRule.matching;
import static io.omnichannel.platform.settings.SettingRule.oneOf;
import static io.omnichannel.platform.settings.SettingRule.size;
import static io.omnichannel.platform.settings.SettingRule.text;
import static io.omnichannel.platform.settings.SettingRule.time;
import static io.omnichannel.platform.settings.SettingRule.times;
import static io.omnichannel.platform.settings.SettingRule.tokens;
import static io.omnichannel.platform.settings.SettingRule.whole;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What each setting takes. Outside of these limits the program would not work, or nobody could mean it: it would refuse
 * everything, turn in circles, or count beyond what a number holds. Within them it is the operator's choice.
 */
final class SettingRules {

    /** Looked at even where the module is switched off. */
    static final Map<String, SettingRule> ALWAYS = Map.of(
            "omnichannel.enabled",
            flag().orNothing(),
            "server.port",
            whole(0, 65_535),
            "management.server.port",
            whole(-1, 65_535).because("-1 opens none.").orNothing());

    private static final Map<String, SettingRule> RULES = new LinkedHashMap<>();

    /** Those of the module, in the order in which application.properties tells of them. */
    static final Map<String, SettingRule> OF_THE_MODULE = Collections.unmodifiableMap(RULES);

    private static final String DATABASE = "omnichannel.database.";
    private static final String VOICES = "omnichannel.voices.";
    private static final String MODEL = "omnichannel.llm-";
    private static final String DOUBLE = "omnichannel.simulated-model.";
    private static final String AGENT = "omnichannel.agent.";
    private static final String SWITCHING = "omnichannel.switching.";
    private static final String HAND_OFF = "omnichannel.handoff.";
    private static final String BRIEFING = "omnichannel.briefing.";
    private static final String MOOD = "omnichannel.sentiment.";

    static {
        operating();
        twilio();
        mail();
        voices();
        models();
        waits();
        budgets();
        doors();
        calls();
        tools();
        writing();
        moods();
        switching();
        humans();
    }

    private SettingRules() {}

    private static void operating() {
        is("omnichannel.public-url", text());
        is("omnichannel.data-dir", folder());
        is(DATABASE + "pool-size", whole(3, 1_000).because("With fewer, what is being sent would hold them all."));
        is(
                DATABASE + "intake-pool-size",
                whole(2, 1_000).because("With fewer, one callback would keep what customers write waiting."));
        is("omnichannel.routes-dir", text());
    }

    private static void twilio() {
        is("omnichannel.twilio-account-sid", text());
        is("omnichannel.twilio-auth-token", tokens());
        is("omnichannel.twilio-signature-mode", oneOf("enforce", "observe"));
        is("omnichannel.twilio-api-base-url", base().orNothing());
        is("omnichannel.twilio-messaging-service-sid", service("MG"));
        is("omnichannel.twilio-conversations-service-sid", service("IS"));
        is("omnichannel.mirroring", whole(1, 1_000));
    }

    private static void mail() {
        is("omnichannel.sendgrid-api-key", text());
        is("omnichannel.sendgrid-base-url", base().orNothing());
        is("omnichannel.sendgrid-webhook-public-key", text());
        is("omnichannel.sendgrid-replay-window", time("1m", "30d"));
        is("omnichannel.email.unknown-wait", time("1s", "1d"));
    }

    private static void voices() {
        is("omnichannel.elevenlabs-api-key", text());
        is("omnichannel.google-cloud-tts-api-key", text());
        is(
                "omnichannel.aws-region",
                matching("\\s*[a-z]{2,}(-[a-z]+)+-\\d+\\s*", "It must be the name of a region, such as eu-west-3.")
                        .orNothing());
        is("omnichannel.aws-access-key-id", text());
        is("omnichannel.aws-secret-access-key", text());
        is("omnichannel.aws-session-token", text());
        is("omnichannel.elevenlabs-base-url", base().orNothing());
        is("omnichannel.google-cloud-tts-base-url", base().orNothing());
        is("omnichannel.aws-polly-base-url", base().orNothing());
        is(VOICES + "catalogue-for", time("1s", "30d"));
        is(VOICES + "connect-timeout", whole(1, 60_000));
        is(VOICES + "response-timeout", whole(1, 600_000));
        is(VOICES + "retry-delay", whole(0, 60_000));
        is(VOICES + "pause", time("100ms", "1h"));
        is(VOICES + "slot-patience", time("0s", "5m"));
        is(VOICES + "sound-cache-size", size("0B", "1000TB"));
        is(VOICES + "enrich-limit", whole(1, 60_000));
        is(VOICES + "play-for", time("10s", "7d"));
        is(VOICES + "play-simulated", flag());
        is(VOICES + "preview-characters", whole(1, 5_000));
    }

    private static void models() {
        is(MODEL + "base-url", address().orNothing());
        is(MODEL + "api-key", text());
        is(MODEL + "model", text());
        is(MODEL + "fallback-base-url", address().orNothing());
        is(MODEL + "fallback-api-key", text());
        is(MODEL + "fallback-model", text());
        is(MODEL + "allowed-base-urls", each(address()));
        is(MODEL + "simulated", flag().orNothing());
        is(DOUBLE + "first-token", time("0s", "10m"));
        is(DOUBLE + "first-token-spread", time("0s", "10m"));
        is(DOUBLE + "gap", time("0s", "10m"));
        is(DOUBLE + "gap-spread", time("0s", "10m"));
        is(DOUBLE + "faults", decimal("0", "1"));
        is(DOUBLE + "seed", whole(-999_999_999_999_999_999L, 999_999_999_999_999_999L));
        is(MODEL + "connect-timeout", time("10ms", "5m"));
        is(MODEL + "max-tokens", whole(16, 1_000_000));
        is(MODEL + "pause", time("100ms", "1h"));
    }

    private static void waits() {
        is(AGENT + "filler-after", time("0s", "10m"));
        is(AGENT + "filler-every", whole(1, 1_000_000));
        is(AGENT + "hedge-after", time("0s", "10m"));
        is(AGENT + "apology-after", time("100ms", "10m"));
        is(AGENT + "give-up-after", time("100ms", "10m"));
        is(AGENT + "stall-after", time("100ms", "10m"));
        is(AGENT + "hand-off-after", whole(1, 1_000));
        is(AGENT + "written-hedge-after", time("100ms", "1h"));
        is(AGENT + "written-give-up-after", time("100ms", "1h"));
        is(AGENT + "history-tokens", whole(2_400, 10_000_000));
        is(AGENT + "word-delay", time("0s", "10s"));
    }

    private static void budgets() {
        for (String span : new String[] {"turn", "call", "day"}) {
            is(AGENT + span + "-tool-steps", whole(0, 1_000_000_000).because("0 is no limit."));
            is(AGENT + span + "-tokens", whole(0, 1_000_000_000_000L).because("0 is no limit."));
            is(AGENT + span + "-cost", decimal("0", "1000000000").because("0 is no limit."));
            is(AGENT + span + "-time", time("0s", "365d").because("0s is no limit."));
        }
        is("omnichannel.llm-prices.input", decimal("0", "1000000"));
        is("omnichannel.llm-prices.output", decimal("0", "1000000"));
        is("omnichannel.llm-prices.of", text());
    }

    private static void doors() {
        is("omnichannel.admin-key", text());
        is(
                "omnichannel.cors-origins",
                each(matching(
                        "[a-z][a-z0-9+.-]*://[^/?#@\\sA-Z]+",
                        "It must be an origin as browsers say it, in small letters and without a slash behind it, such as"
                                + " https://console.example.")));
        is("omnichannel.admin.max-bytes", size("16KB", "64MB"));
        is("omnichannel.webhook.max-bytes", size("16KB", "64MB").because("A long text has 15 KB already."));
        is("omnichannel.email.max-bytes", size("64KB", "1GB"));
    }

    private static void calls() {
        is("omnichannel.relay.setup-timeout", time("100ms", "5m"));
        is("omnichannel.relay.nudge-after", time("0s", "1d").because("0s asks never."));
        is("omnichannel.relay.nudges", whole(0, 100));
        is("omnichannel.relay.digit-timeout", time("100ms", "1m"));
        is("omnichannel.relay.speech-rate", whole(1, 1_000_000));
        is("omnichannel.relay.max-malformed", whole(1, 1_000_000));
    }

    private static void tools() {
        is("omnichannel.tools.confirm-within", time("10s", "30d"));
        is("omnichannel.tools.max-arguments", size("1KB", "16MB"));
        is("omnichannel.tools.calls-a-minute", whole(1, 1_000_000));
        is("omnichannel.memory.facts", whole(0, 1_000).because("0 keeps nothing."));
        is("omnichannel.tools.lookup-url", address());
        is("omnichannel.tools.lookup-authorization", text());
        is("omnichannel.gap.every", time("1s", "7d"));
        is("omnichannel.gap.grace", time("0s", "1h"));
        is("omnichannel.gap.answer-within", time("0s", "30d"));
    }

    private static void writing() {
        is("omnichannel.debounce", fraction("1440"));
        is("omnichannel.answering", whole(1, 10_000));
        is("omnichannel.sending", whole(1, 1_000));
        is("omnichannel.lease", time("1s", "1h"));
        is("omnichannel.answer-attempts", whole(1, 5));
        is("omnichannel.answer-again-after", time("0s", "1d"));
        is("omnichannel.poll", time("10ms", "1h"));
        is("omnichannel.rest-every", time("100ms", "1d"));
        is("omnichannel.validity", time("10s", "30d"));
        is("omnichannel.look-after", time("100ms", "1h"));
        is("omnichannel.sending-pause", time("100ms", "1h"));
    }

    private static void moods() {
        is(MOOD + "by", oneOf("lexicon", "model"));
        is(MOOD + "reading", whole(1, 1_000));
        is(MOOD + "messages", whole(1, 100));
        is(MOOD + "at-least", whole(1, 100));
        is(MOOD + "falls-below", decimal("-1", "1"));
        is(MOOD + "recovers-above", decimal("-1", "1"));
    }

    private static void switching() {
        is(SWITCHING + "rules", text());
        is(SWITCHING + "transitions", text());
        is(SWITCHING + "customer-present", time("0s", "30d"));
        is(SWITCHING + "wait-for-address", time("0s", "365d"));
        is(SWITCHING + "look-again", time("100ms", "1h"));
        is(SWITCHING + "suggested", text());
        is(SWITCHING + "call-dropped", delayFirst("30d"));
        is(SWITCHING + "voice-down", delayFirst("30d"));
        is(SWITCHING + "call-unanswered", delayFirst("30d"));
        is(SWITCHING + "call-retries", times("0s", "30d"));
        is(SWITCHING + "number-unreachable", delayFirst("30d"));
        is(SWITCHING + "call-machine", oneOf("message", "text", "ignore"));
        is(SWITCHING + "ring-seconds", whole(5, 600).because("Twilio rings no longer."));
    }

    private static void humans() {
        is(HAND_OFF + "unanswered", oneOf("voicemail", "callback", "text", "agent"));
        is(HAND_OFF + "text-channels", delayFirst("30d"));
        is(HAND_OFF + "after-transfer", oneOf("agent", "human"));
        is(HAND_OFF + "voicemail-length", time("2s", "4h").because("Twilio records no less and no more."));
        is(HAND_OFF + "transcribe", flag());
        is(BRIEFING + "ways", text());
        is(BRIEFING + "sms-to", text());
        is(BRIEFING + "email-to", text());
        is(BRIEFING + "webhook-url", text());
        is(BRIEFING + "webhook-secret", text());
        is(BRIEFING + "validity", time("10s", "30d"));
    }

    private static SettingRule service(String prefix) {
        return matching(
                        "\\s*" + prefix + "[0-9a-fA-F]{32}\\s*",
                        "It must be " + prefix + " and 32 hex digits, as the Twilio console shows it.")
                .orNothing();
    }

    private static void is(String name, SettingRule rule) {
        RULES.put(name, rule);
    }
}
