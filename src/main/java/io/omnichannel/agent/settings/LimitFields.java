package io.omnichannel.agent.settings;

import io.omnichannel.agent.AgentSettings.Lifetime;
import io.omnichannel.agent.AgentSettings.Lifetimes;
import io.omnichannel.agent.AgentSettings.Limits;
import io.omnichannel.platform.json.JsonFields;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;

/** How much, and for how long. */
final class LimitFields {

    private static final long MOST = 1_000_000_000;
    private static final Duration LONGEST = Duration.ofDays(3650);

    private LimitFields() {}

    static Limits limits(JsonFields limits) {
        return new Limits(
                count(limits, "concurrent_calls"),
                count(limits, "messages_per_day"),
                count(limits, "operator_messages_per_day"),
                count(limits, "calls_per_day"),
                limits.whole("tokens_per_day", 0, 1_000_000_000_000L).orElse(null),
                limits.whole("tool_steps_per_day", 0, MOST).orElse(null),
                limits.decimal("cost_per_day", 0, MOST).orElse(null),
                limits.whole("thinking_seconds_per_day", 0, MOST).orElse(null));
    }

    private static Integer count(JsonFields limits, String name) {
        return limits.whole(name, 0, MOST).map(Long::intValue).orElse(null);
    }

    static Lifetimes lifetimes(JsonFields lifetimes, Lifetimes defaults) {
        Lifetime read = lifetime(lifetimes, defaults.idleAfter(), defaults.closedAfter());
        return new Lifetimes(
                read.idleAfter(),
                read.closedAfter(),
                ofChannel(lifetimes, "voice", read),
                ofChannel(lifetimes, "sms", read),
                ofChannel(lifetimes, "whatsapp", read),
                ofChannel(lifetimes, "email", read));
    }

    private static Lifetime ofChannel(JsonFields lifetimes, String channel, Lifetime usual) {
        if (lifetimes.value(channel).isEmpty()) {
            return null;
        }
        return lifetime(lifetimes.section(channel), usual.idleAfter(), usual.closedAfter());
    }

    private static Lifetime lifetime(JsonFields fields, String idleAfter, String closedAfter) {
        Optional<String> idle = duration(fields, "idle_after");
        Optional<String> closed = duration(fields, "closed_after");
        Lifetime read = new Lifetime(idle.orElse(idleAfter), closed.orElse(closedAfter));
        if (Duration.parse(read.closedAfter()).compareTo(Duration.parse(read.idleAfter())) < 0) {
            fields.wrong("closed_after", "must not be shorter than idle_after, " + read.idleAfter());
        }
        return read;
    }

    private static Optional<String> duration(JsonFields lifetimes, String name) {
        Optional<String> text = lifetimes.text(name, 40);
        if (text.isPresent() && !sensible(text.get())) {
            lifetimes.wrong(name, "must be an ISO 8601 duration of a second to ten years such as PT30M or P7D");
            return Optional.empty();
        }
        return text;
    }

    private static boolean sensible(String text) {
        try {
            Duration duration = Duration.parse(text);
            return duration.toSeconds() >= 1 && duration.compareTo(LONGEST) <= 0;
        } catch (DateTimeException noDuration) {
            return false;
        }
    }
}
