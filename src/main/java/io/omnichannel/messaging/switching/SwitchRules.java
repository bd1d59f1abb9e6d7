package io.omnichannel.messaging.switching;

import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.SwitchWish;
import io.omnichannel.conversation.SwitchWish.By;
import io.omnichannel.conversation.WhatsappWindow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Whether a conversation may go on by one channel: the rules by their names, asked in the order that the settings give. A
 * pure function of what the database said.
 */
final class SwitchRules {

    static final Set<String> NAMES = new TreeSet<>(List.of(
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
            "calls"));

    private static final Set<String> OF_THE_CHANNEL =
            Set.of("enabled", "number", "address", "consent", "reachable", "window", "calls");

    /** Nobody begins anything with a message that is on its way: only where it may go is asked. */
    private static final Set<String> OF_THE_WAY =
            Set.of("transition", "enabled", "number", "address", "consent", "reachable");

    private final SwitchSettings settings;

    SwitchRules(SwitchSettings settings) {
        this.settings = settings;
    }

    /** The first objection, in the settings' order. */
    Verdict judge(SwitchWish wish, SwitchCase facts) {
        return settings.rules().stream()
                .filter(rule -> !wish.underway() || OF_THE_WAY.contains(rule))
                .flatMap(rule -> objection(rule, wish, facts).stream())
                .findFirst()
                .orElseGet(Verdict.Allow::new);
    }

    /** What is against a channel itself, whoever wishes it and whenever. */
    Optional<String> objection(SwitchCase facts) {
        SwitchWish nobodys = SwitchWish.of("", new UUID(0, 0), facts.channel(), By.AGENT, "suggested");
        return settings.rules().stream()
                .filter(OF_THE_CHANNEL::contains)
                .flatMap(rule -> objection(rule, nobodys, facts).stream())
                .map(verdict -> switch (verdict) {
                    case Verdict.Refuse refuse -> refuse.code();
                    case Verdict.Ask ask -> ask.code();
                    case Verdict.Later later -> later.code();
                    case Verdict.Allow allow -> throw new IllegalStateException("No objection");
                })
                .findFirst();
    }

    private Optional<Verdict> objection(String rule, SwitchWish wish, SwitchCase facts) {
        return switch (rule) {
            case "closed" -> refuse(facts.status().equals("closed"), "conversation_closed");
            case "human" -> human(wish, facts);
            case "here" -> here(wish, facts);
            case "transition" -> transition(wish, facts);
            case "enabled" -> refuse(!facts.settings().isOn(facts.channel()), "channel_off");
            case "number" -> refuse(facts.ours().isEmpty(), "no_sender");
            case "address" -> address(wish, facts);
            case "consent" -> refuse(facts.optedOut(), "opted_out");
            case "reachable" -> refuse(facts.unreachable() && wish.by() != By.CUSTOMER, "unreachable");
            case "quiet" -> quiet(wish, facts);
            case "window" -> window(facts);
            case "calls" -> calls(facts);
            default -> throw new IllegalArgumentException("There is no rule " + rule);
        };
    }

    /** While a human owns the conversation the agent neither writes nor calls; a human may change its channel. */
    private static Optional<Verdict> human(SwitchWish wish, SwitchCase facts) {
        boolean agents = wish.by() != By.OPERATOR || facts.channel() == Channel.VOICE;
        return refuse(facts.owner().equals("human") && agents, "human_owner");
    }

    /** Whoever asks in a call to be called back is called when it is over. */
    private Optional<Verdict> here(SwitchWish wish, SwitchCase facts) {
        if (facts.channel() != Channel.VOICE) {
            // What a rule brings forward did not get through, wherever the conversation is thought to be.
            return refuse(facts.here() == facts.channel() && wish.by() != By.RULE, "already_there");
        }
        if (facts.live() && wish.inTurn()) {
            return Optional.of(new Verdict.Later("call_in_progress", settings.lookAgain()));
        }
        return refuse(facts.live() || facts.callAskedFor(), "already_there");
    }

    private Optional<Verdict> transition(SwitchWish wish, SwitchCase facts) {
        Channel from = wish.underway() ? Channel.WHATSAPP : facts.here();
        boolean stays = from == facts.channel() && wish.by() == By.RULE;
        return refuse(!stays && !settings.allows(from, facts.channel()), "transition_not_allowed");
    }

    /** Only whoever was just spoken to can be asked. */
    private static Optional<Verdict> address(SwitchWish wish, SwitchCase facts) {
        if (facts.theirs().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(wish.inTurn() ? new Verdict.Ask("no_address") : new Verdict.Refuse("no_address"));
    }

    /** Who asks gets an answer at any hour; what we begin on our own waits for the morning. */
    private Optional<Verdict> quiet(SwitchWish wish, SwitchCase facts) {
        Optional<Duration> left = QuietHours.left(facts.settings(), facts.now());
        boolean present = wish.by() != By.RULE
                && facts.saidAt()
                        .filter(at -> at.isAfter(facts.now().minus(settings.customerPresent())))
                        .isPresent();
        if (left.isEmpty() || present) {
            return Optional.empty();
        }
        return Optional.of(
                wish.by() == By.OPERATOR
                        ? new Verdict.Refuse("quiet_hours")
                        : new Verdict.Later("quiet_hours", left.get()));
    }

    private static Optional<Verdict> window(SwitchCase facts) {
        boolean closed = facts.channel() == Channel.WHATSAPP
                && facts.settings().whatsappTemplate().isEmpty()
                && facts.windowOpenedAt()
                        .filter(at -> new WhatsappWindow(at).isOpen(facts.now()))
                        .isEmpty();
        return refuse(closed, "window_closed");
    }

    private static Optional<Verdict> calls(SwitchCase facts) {
        Integer most = facts.settings().limits().callsPerDay();
        return refuse(facts.channel() == Channel.VOICE && most != null && facts.callsToday() >= most, "calls_per_day");
    }

    private static Optional<Verdict> refuse(boolean objection, String code) {
        return objection ? Optional.of(new Verdict.Refuse(code)) : Optional.empty();
    }
}
