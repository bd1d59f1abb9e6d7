package io.omnichannel.messaging.switching;

import io.omnichannel.conversation.SwitchWish;
import io.omnichannel.messaging.switching.SwitchTask.Decision;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is done with a wish for one or several channels: a pure function of what the database said about each. */
final class SwitchDecision {

    private final SwitchRules rules;

    SwitchDecision(SwitchSettings settings) {
        this.rules = new SwitchRules(settings);
    }

    private record Judged(SwitchCase facts, Verdict verdict) {}

    /** @param cases one a channel, in the order in which they are wished; empty when there is no such conversation */
    SwitchTask of(SwitchWish wish, List<SwitchCase> cases) {
        if (cases.isEmpty()) {
            return new SwitchTask(
                    wish, Decision.UNKNOWN, "not_found", wish.to().getFirst(), Optional.empty(), Duration.ZERO, "");
        }
        Optional<String> moot = moot(wish, cases.getFirst());
        if (moot.isPresent()) {
            return task(wish, new Judged(cases.getFirst(), new Verdict.Refuse(moot.get())));
        }
        List<Judged> judged = cases.stream()
                .map(facts -> new Judged(facts, rules.judge(wish, facts)))
                .toList();
        return task(
                wish,
                first(judged, Verdict.Allow.class)
                        .or(() -> first(judged, Verdict.Later.class))
                        .or(() -> first(judged, Verdict.Ask.class))
                        .orElse(judged.getFirst()));
    }

    /** A rule looks again at what it was made for: the customer may be back, or may have heard everything. */
    private static Optional<String> moot(SwitchWish wish, SwitchCase facts) {
        if (wish.call().isEmpty()) {
            return Optional.empty();
        }
        if (facts.wentOn() || facts.live()) {
            return Optional.of("went_on");
        }
        boolean nothing =
                wish.reason().equals("call_dropped") && facts.unheard().isBlank();
        return nothing ? Optional.of("nothing_unheard") : Optional.empty();
    }

    private static Optional<Judged> first(List<Judged> judged, Class<? extends Verdict> kind) {
        return judged.stream().filter(one -> kind.isInstance(one.verdict())).findFirst();
    }

    private static SwitchTask task(SwitchWish wish, Judged judged) {
        SwitchTask task = byVerdict(wish, judged);
        return wish.underway() ? task(wish, judged, Decision.ANSWER, task.code(), Duration.ZERO) : task;
    }

    private static SwitchTask byVerdict(SwitchWish wish, Judged judged) {
        return switch (judged.verdict()) {
            case Verdict.Allow allow -> task(wish, judged, Decision.SWITCH, "", Duration.ZERO);
            case Verdict.Ask ask -> task(wish, judged, Decision.ASK, ask.code(), Duration.ZERO);
            case Verdict.Later later -> task(wish, judged, Decision.WAIT, later.code(), later.in());
            case Verdict.Refuse refuse -> task(wish, judged, Decision.REFUSE, refuse.code(), Duration.ZERO);
        };
    }

    private static SwitchTask task(SwitchWish wish, Judged judged, Decision decision, String code, Duration in) {
        return new SwitchTask(
                wish,
                decision,
                code,
                judged.facts().channel(),
                Optional.of(judged.facts()),
                in,
                carry(wish, judged.facts()));
    }

    private static String carry(SwitchWish wish, SwitchCase facts) {
        if (!wish.carry().isBlank()) {
            return wish.carry();
        }
        if (wish.inTurn()) {
            return facts.answer();
        }
        return wish.call().isPresent() ? facts.unheard() : "";
    }
}
