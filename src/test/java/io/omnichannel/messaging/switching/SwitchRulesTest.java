package io.omnichannel.messaging.switching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.SwitchWish;
import io.omnichannel.conversation.SwitchWish.By;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.messaging.switching.SwitchCase.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule with every objection that it has, and whom it does not concern. */
class SwitchRulesTest {

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());
    // Paris: noon, summer.
    private static final Instant NOON = Instant.parse("2026-06-15T10:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-06-15T20:30:00Z");
    private static final List<String> RULES = List.of(
            "closed",
            "human",
            "here",
            "transition",
            "enabled",
            "number",
            "address",
            "consent",
            "reachable",
            "quiet",
            "window",
            "calls");
    private static final List<String> ALL = Stream.of(Channel.values())
            .flatMap(from -> Stream.of(Channel.values()).map(to -> from.wireName() + ">" + to.wireName()))
            .toList();

    /** What differs from a customer on the phone for whom everything is possible. */
    private static final Map<String, Consumer<Facts>> CHANGES = Map.ofEntries(
            Map.entry("nothing", facts -> {}),
            Map.entry("closed", facts -> facts.status = "closed"),
            Map.entry("human", facts -> facts.owner = "human"),
            Map.entry("on sms", facts -> facts.current = Channel.SMS),
            Map.entry("live, on sms", facts -> {
                facts.current = Channel.SMS;
                facts.live = true;
            }),
            Map.entry("live", facts -> facts.live = true),
            Map.entry("call asked for", facts -> facts.callAskedFor = true),
            Map.entry(
                    "all off",
                    facts -> facts.change = settings -> {
                        for (String channel : List.of("voice", "sms", "whatsapp", "email")) {
                            ((ObjectNode) settings.at("/channels_config/" + channel)).put("enabled", false);
                        }
                    }),
            Map.entry("no number", facts -> facts.ours = Optional.empty()),
            Map.entry("no address", facts -> facts.theirs = Optional.empty()),
            Map.entry("opted out", facts -> facts.optedOut = true),
            Map.entry("unreachable", facts -> facts.unreachable = true),
            Map.entry("night", facts -> facts.now = NIGHT),
            Map.entry("night, gone", facts -> {
                facts.now = NIGHT;
                facts.gone = true;
            }),
            Map.entry("gone", facts -> facts.gone = true),
            Map.entry("window closed", facts -> facts.window = Optional.of(Duration.ofHours(25))),
            Map.entry("never wrote", facts -> facts.window = Optional.empty()),
            Map.entry("never wrote, template", facts -> {
                facts.window = Optional.empty();
                facts.change = settings -> ((ObjectNode) settings.at("/channels_config/whatsapp"))
                        .putObject("template")
                        .put("content_sid", "HX1")
                        .putObject("variables");
            }),
            Map.entry("2 calls of 2", facts -> {
                facts.calls = 2;
                facts.change = settings -> ((ObjectNode) settings.get("limits")).put("calls_per_day", 2);
            }),
            Map.entry("1 call of 2", facts -> {
                facts.calls = 1;
                facts.change = settings -> ((ObjectNode) settings.get("limits")).put("calls_per_day", 2);
            }));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing               | customer | sms      | allow",
                "nothing               | operator | voice    | allow",
                "nothing               | rule     | email    | allow",
                "closed                | operator | sms      | refuse conversation_closed",
                "human                 | customer | sms      | refuse human_owner",
                "human                 | agent    | sms      | refuse human_owner",
                "human                 | rule     | sms      | refuse human_owner",
                "human                 | operator | sms      | allow",
                "human                 | operator | voice    | refuse human_owner",
                "on sms                | operator | sms      | refuse already_there",
                "on sms                | customer | sms      | refuse already_there",
                "on sms                | rule     | sms      | allow",
                "live, on sms          | customer | sms      | allow",
                "live                  | customer | voice    | wait call_in_progress",
                "live                  | operator | voice    | refuse already_there",
                "call asked for        | operator | voice    | refuse already_there",
                "call asked for        | customer | voice    | refuse already_there",
                "all off               | customer | voice    | refuse channel_off",
                "all off               | customer | sms      | refuse channel_off",
                "all off               | customer | whatsapp | refuse channel_off",
                "all off               | customer | email    | refuse channel_off",
                "no number             | operator | voice    | refuse no_sender",
                "no address            | customer | email    | ask no_address",
                "no address            | agent    | sms      | ask no_address",
                "no address            | operator | email    | refuse no_address",
                "no address            | rule     | email    | refuse no_address",
                "opted out             | customer | sms      | refuse opted_out",
                "opted out             | operator | sms      | refuse opted_out",
                "unreachable           | rule     | sms      | refuse unreachable",
                "unreachable           | operator | sms      | refuse unreachable",
                "unreachable           | customer | sms      | allow",
                "night                 | customer | sms      | allow",
                "night                 | agent    | voice    | allow",
                "night                 | operator | sms      | allow",
                "night                 | rule     | sms      | wait quiet_hours",
                "night, gone           | operator | sms      | refuse quiet_hours",
                "night, gone           | customer | voice    | wait quiet_hours",
                "gone                  | rule     | sms      | allow",
                "gone                  | operator | voice    | allow",
                "nothing               | customer | whatsapp | allow",
                "window closed         | customer | whatsapp | refuse window_closed",
                "never wrote           | operator | whatsapp | refuse window_closed",
                "never wrote           | operator | sms      | allow",
                "never wrote, template | operator | whatsapp | allow",
                "2 calls of 2          | operator | voice    | refuse calls_per_day",
                "2 calls of 2          | operator | sms      | allow",
                "1 call of 2           | operator | voice    | allow",
            })
    void judges(String change, String by, String to, String verdict) {
        Verdict judged = new SwitchRules(settings(RULES, ALL)).judge(wish(by, to), facts(change, to));

        assertThat(worded(judged)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void objectsToNothingOnceItIsLeftOut(String rule) {
        List<String> others = RULES.stream().filter(name -> !name.equals(rule)).toList();
        Map<String, String> broken = Map.ofEntries(
                Map.entry("closed", "closed"),
                Map.entry("human", "human"),
                Map.entry("here", "on sms"),
                Map.entry("enabled", "all off"),
                Map.entry("number", "no number"),
                Map.entry("address", "no address"),
                Map.entry("consent", "opted out"),
                Map.entry("reachable", "unreachable"),
                Map.entry("quiet", "night, gone"),
                Map.entry("window", "never wrote"),
                Map.entry("calls", "2 calls of 2"));
        String to = rule.equals("window") ? "whatsapp" : rule.equals("calls") ? "voice" : "sms";
        SwitchWish wish = wish(rule.equals("human") ? "agent" : "operator", to);

        SwitchCase facts = facts(broken.get(rule), to);

        assertThat(new SwitchRules(settings(RULES, ALL)).judge(wish, facts)).isNotInstanceOf(Verdict.Allow.class);
        assertThat(new SwitchRules(settings(others, ALL)).judge(wish, facts)).isInstanceOf(Verdict.Allow.class);
    }

    static Stream<String> rules() {
        return RULES.stream().filter(name -> !name.equals("transition"));
    }

    @Test
    void letsTheFirstRuleSpeak() {
        Facts both = new Facts(Channel.SMS);
        both.optedOut = true;
        both.ours = Optional.empty();

        assertThat(worded(new SwitchRules(settings(List.of("number", "consent"), ALL))
                        .judge(wish("operator", "sms"), both.build())))
                .isEqualTo("refuse no_sender");
        assertThat(worded(new SwitchRules(settings(List.of("consent", "number"), ALL))
                        .judge(wish("operator", "sms"), both.build())))
                .isEqualTo("refuse opted_out");
    }

    @ParameterizedTest
    @CsvSource({
        "voice>sms, sms, allow",
        "voice>sms, email, refuse transition_not_allowed",
        "sms>voice, sms, refuse transition_not_allowed"
    })
    void allowsOnlyTheTransitionsThatAreWritten(String allowed, String to, String verdict) {
        assertThat(worded(new SwitchRules(settings(RULES, List.of(allowed)))
                        .judge(wish("operator", to), facts("nothing", to))))
                .isEqualTo(verdict);
    }

    @Test
    void takesTheFirstChannelThatIsAllowed() {
        SwitchWish wish = new SwitchWish(
                Uuid7.next(),
                "t",
                Uuid7.next(),
                List.of(Channel.WHATSAPP, Channel.SMS, Channel.EMAIL),
                By.RULE,
                "call_unanswered",
                "",
                Optional.empty(),
                0,
                0);

        SwitchTask task = new SwitchDecision(settings(RULES, ALL))
                .of(
                        wish,
                        List.of(facts("never wrote", "whatsapp"), facts("nothing", "sms"), facts("nothing", "email")));

        assertThat(task.decision()).isEqualTo(SwitchTask.Decision.SWITCH);
        assertThat(task.channel()).isEqualTo(Channel.SMS);
    }

    @Test
    void refusesWhatNoChannelAllowsByTheFirst() {
        SwitchWish wish = new SwitchWish(
                Uuid7.next(),
                "t",
                Uuid7.next(),
                List.of(Channel.WHATSAPP, Channel.SMS),
                By.RULE,
                "call_unanswered",
                "",
                Optional.empty(),
                0,
                0);

        SwitchTask task = new SwitchDecision(settings(RULES, ALL))
                .of(wish, List.of(facts("never wrote", "whatsapp"), facts("opted out", "sms")));

        assertThat(task.decision() + " " + task.code()).isEqualTo("refuse window_closed");
    }

    @Test
    void waitsUntilTheQuietHoursAreOver() {
        assertThat(new SwitchRules(settings(RULES, ALL)).judge(wish("rule", "sms"), facts("night", "sms")))
                // 22:30 in Paris, until 08:00.
                .isEqualTo(new Verdict.Later("quiet_hours", Duration.ofMinutes(9 * 60 + 30)));
    }

    @ParameterizedTest
    @CsvSource({
        "21:00, 08:00, 2026-06-15T19:00:00Z, 660",
        "21:00, 08:00, 2026-06-15T18:59:59Z, ",
        "21:00, 08:00, 2026-06-15T05:59:00Z, 1",
        "21:00, 08:00, 2026-06-15T06:00:00Z, ",
        "12:00, 14:00, 2026-06-15T10:30:00Z, 90",
        "12:00, 14:00, 2026-06-15T12:00:00Z, ",
        "00:00, 24:00, 2026-06-15T10:00:00Z, 720",
        "22:00, 24:00, 2026-06-15T21:00:00Z, 60",
        "22:00, 24:00, 2026-06-15T22:00:00Z, ",
    })
    void knowsTheTenantsNight(String from, String to, Instant now, Integer minutes) {
        ObjectNode settings = JSON.valueToTree(AgentDefaults.settings());
        settings.putArray("quiet_hours").add(from).add(to);

        assertThat(QuietHours.left(JSON.convertValue(settings, AgentSettings.class), now)
                        .map(Duration::toMinutes)
                        .map(Long::intValue))
                .isEqualTo(Optional.ofNullable(minutes));
    }

    @Test
    void saysWhatIsWrongWithItsSettings() {
        assertThatThrownBy(() -> settings(List.of("closed", "silent"), ALL))
                .hasMessageContaining("omnichannel.switching.rules names [silent]")
                .hasMessageContaining("quiet");
        assertThatThrownBy(() -> settings(RULES, List.of("voice-sms"))).hasMessageContaining("like voice>sms");
        assertThatThrownBy(() -> settings(RULES, List.of("voice>fax"))).hasMessageContaining("\"fax\"");
    }

    private static SwitchSettings settings(List<String> rules, List<String> transitions) {
        return new SwitchSettings(
                rules,
                transitions,
                Duration.ofMinutes(15),
                Duration.ofHours(24),
                Duration.ofSeconds(10),
                List.of("sms", "whatsapp", "email", "voice"));
    }

    @ParameterizedTest
    @CsvSource({
        "nothing,       allow",
        "human,         allow",
        "closed,        allow",
        "'night, gone', allow",
        "on sms,        allow",
        "all off,       refuse channel_off",
        "no number,     refuse no_sender",
        "no address,    refuse no_address",
        "opted out,     refuse opted_out",
        "unreachable,   refuse unreachable"
    })
    void askOnlyWhereItMayGoWithWhatIsOnItsWay(String change, String verdict) {
        SwitchWish underway = SwitchWish.underway("t", Uuid7.next());

        assertThat(worded(new SwitchRules(settings(RULES, List.of("whatsapp>sms")))
                        .judge(underway, facts(change, "sms"))))
                .isEqualTo(verdict);
        assertThat(worded(new SwitchRules(settings(RULES, List.of("voice>sms")))
                        .judge(underway, facts("nothing", "sms"))))
                .isEqualTo("refuse transition_not_allowed");
        assertThat(worded(new SwitchRules(settings(RULES, List.of("whatsapp>sms")))
                        .judge(underway, facts("nothing", "email"))))
                .isEqualTo("refuse transition_not_allowed");
    }

    private static SwitchWish wish(String by, String to) {
        return SwitchWish.of("t", Uuid7.next(), Channel.of(to), By.valueOf(by.toUpperCase(Locale.ROOT)), "because");
    }

    static SwitchCase facts(String change, String to) {
        Facts facts = new Facts(Channel.of(to));
        CHANGES.get(change).accept(facts);
        return facts.build();
    }

    private static String worded(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allow allow -> "allow";
            case Verdict.Ask ask -> "ask " + ask.code();
            case Verdict.Later later -> "wait " + later.code();
            case Verdict.Refuse refuse -> "refuse " + refuse.code();
        };
    }

    /** A customer who called at noon and has hung up: everything is possible. */
    private static final class Facts {
        private final Channel channel;
        private String status = "active";
        private String owner = "agent";
        private Channel current = Channel.VOICE;
        private boolean live;
        private boolean callAskedFor;
        private boolean optedOut;
        private boolean unreachable;
        private boolean gone;
        private long calls;
        private Instant now = NOON;
        private Optional<String> ours = Optional.of("+33199000001");
        private Optional<Address> theirs = Optional.of(new Address("phone", "+33612345678"));
        private Optional<Duration> window = Optional.of(Duration.ofHours(1));
        private Consumer<ObjectNode> change = settings -> {};

        private Facts(Channel channel) {
            this.channel = channel;
        }

        private SwitchCase build() {
            ObjectNode settings = JSON.valueToTree(AgentDefaults.settings());
            change.accept(settings);
            return new SwitchCase(
                    channel,
                    0,
                    status,
                    owner,
                    current,
                    List.of("voice"),
                    Optional.of("fr"),
                    JSON.convertValue(settings, AgentSettings.class),
                    theirs,
                    ours,
                    JSON.createObjectNode(),
                    optedOut,
                    unreachable,
                    live,
                    callAskedFor,
                    calls,
                    window.map(now::minus),
                    Optional.of(now.minus(gone ? Duration.ofHours(1) : Duration.ofMinutes(1))),
                    Optional.of(Channel.VOICE),
                    "",
                    "",
                    false,
                    false,
                    false,
                    now);
        }
    }
}
