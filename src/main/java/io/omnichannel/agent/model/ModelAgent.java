package io.omnichannel.agent.model;

import io.omnichannel.agent.Agent;
import io.omnichannel.agent.Next;
import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.agent.Reply;
import io.omnichannel.agent.ScriptedAgent;
import io.omnichannel.agent.Turn;
import io.omnichannel.agent.model.Limit.Span;
import io.omnichannel.agent.model.ModelTurn.Outcome;
import io.omnichannel.agent.model.Tallies.Tally;
import io.omnichannel.conversation.Channel;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The agent: a model where one is configured, the script where none is or none works. A turn always ends with something
 * said, and a caller is never left in silence.
 */
@Component
class ModelAgent implements Agent {

    private static final Logger LOG = LoggerFactory.getLogger(ModelAgent.class);

    private final ScriptedAgent script;
    private final ModelChoice choice;
    private final Models models;
    private final Prompt prompt;
    private final ToolUse tools;
    private final Budgets budgets;
    private final Tallies tallies;
    private final AnsweringSettings settings;
    private final ModelMetrics metrics;

    ModelAgent(
            ScriptedAgent script,
            ModelChoice choice,
            Models models,
            Prompt prompt,
            ToolUse tools,
            Budgets budgets,
            Tallies tallies,
            AnsweringSettings settings,
            ModelMetrics metrics) {
        this.script = script;
        this.choice = choice;
        this.models = models;
        this.prompt = prompt;
        this.tools = tools;
        this.budgets = budgets;
        this.tallies = tallies;
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public void answer(Turn turn, Reply reply) throws InterruptedException {
        List<OpenModel> chosen = choice.of(turn.identity().tenant(), turn.settings()).stream()
                .map(models::open)
                .toList();
        if (chosen.isEmpty()) {
            script.answer(turn, reply);
            return;
        }
        Tally tally = tallies.of(turn.identity().conversation());
        Patience patience = Patience.of(settings, turn.channel());
        Budget budget = budgets.of(turn, patience);
        Mouth mouth = new Mouth(new TimedReply(reply, metrics), patience.spoken());
        Bridge bridge =
                new Bridge(mouth, Phrases.in(turn.language()), patience, tally, tally.turn(), settings.fillerEvery());
        ModelTurn thinking = new ModelTurn(turn, chosen, tools, budget, patience, mouth, bridge);
        switch (thinking.run(prompt.of(turn))) {
            case Outcome.Answered answered -> {
                tally.answered();
                metrics.turn("answered");
                if (!mouth.hasWords()) {
                    sayWhatComes(answered.next(), turn, mouth);
                }
                reply.then(answered.next());
            }
            case Outcome.BrokenOff broken -> brokenOff(turn, mouth, reply, tally, broken);
            case Outcome.Unanswered nothing -> unanswered(turn, mouth, reply, tally, nothing);
            case Outcome.Spent spent -> spent(turn, mouth, reply, tally, spent.limit());
        }
    }

    /** The sentence is closed and the customer asked whether to go on; what was said is not said again. */
    private void brokenOff(Turn turn, Mouth mouth, Reply reply, Tally tally, Outcome.BrokenOff broken) {
        metrics.turn("broken_off");
        LOG.warn("A model broke off in its answer: {}", broken.failure().kind());
        if (!(broken.next() instanceof Next.Listen)) {
            sayWhatComes(broken.next(), turn, mouth);
            reply.then(broken.next());
            return;
        }
        boolean tooOften = tally.failed() >= settings.handOffAfter();
        if (tooOften && handOff(turn, reply) || tooOften && sayGoodbye(turn, mouth, reply)) {
            return;
        }
        mouth.sentence(Phrases.in(turn.language()).text(Phrase.MODEL_BROKE_OFF));
        reply.then(new Next.Listen());
    }

    /** What a tool has decided, in words of ours where the model has none; who is handed over hears the tenant's. */
    private static void sayWhatComes(Next next, Turn turn, Mouth mouth) {
        Phrases phrases = Phrases.in(turn.language());
        switch (next) {
            case Next.SwitchTo elsewhere -> mouth.sentence(phrases.text("SWITCH_", elsewhere.channel()));
            case Next.HangUp goodbye -> mouth.sentence(phrases.text(Phrase.GOODBYE));
            case Next.HandOff human -> {}
            case Next.Listen listen -> {}
        }
    }

    private void unanswered(Turn turn, Mouth mouth, Reply reply, Tally tally, Outcome.Unanswered nothing)
            throws InterruptedException {
        LOG.warn("No model answered: {}", nothing.failure().kind());
        if (isPutOff(turn, reply, nothing)) {
            metrics.turn("put_off");
        } else {
            metrics.turn("failed");
            withoutModel(turn, mouth, reply, tally);
        }
    }

    private void withoutModel(Turn turn, Mouth mouth, Reply reply, Tally tally) throws InterruptedException {
        boolean tooOften = tally.failed() >= settings.handOffAfter();
        if (tooOften && handOff(turn, reply)) {
            return;
        }
        if (script.knows(turn)) {
            script(turn, mouth, reply);
        } else if (turn.channel() != Channel.VOICE) {
            apologiseInWriting(turn, mouth, reply);
        } else if (!tooOften || !sayGoodbye(turn, mouth, reply)) {
            mouth.sentence(Apology.spoken(turn));
            reply.then(new Next.Listen());
        }
    }

    /** A model that needs too much for one turn has failed; of what is gone for longer the script makes the best. */
    private void spent(Turn turn, Mouth mouth, Reply reply, Tally tally, Limit limit) throws InterruptedException {
        metrics.spent(limit);
        LOG.warn("A turn goes on without a model: {} is used up", limit);
        if (limit.span() == Span.TURN) {
            withoutModel(turn, mouth, reply, tally);
        } else {
            script(turn, mouth, reply);
        }
    }

    private void script(Turn turn, Mouth mouth, Reply reply) throws InterruptedException {
        mouth.newPart();
        script.answer(turn, new Continued(mouth, reply));
        mouth.endPart();
    }

    /** Who has written is better answered late than with an apology; what the script knows for certain need not wait. */
    private boolean isPutOff(Turn turn, Reply reply, Outcome.Unanswered nothing) {
        return nothing.untouched()
                && nothing.failure().mayBeOverSoon()
                && turn.channel() != Channel.VOICE
                && !script.isPlainlyAsked(turn)
                && reply.putOff();
    }

    /** A human, where there is one: to write again in a few minutes is no answer. */
    private void apologiseInWriting(Turn turn, Mouth mouth, Reply reply) {
        if (!handOff(turn, reply)) {
            mouth.sentence(Phrases.in(turn.language()).text(Phrase.MODEL_AWAY_WRITTEN));
            reply.then(new Next.Listen());
        }
    }

    /** Ends a call in which nothing but apologies was heard lately. @return false while one more may be worth it */
    private static boolean sayGoodbye(Turn turn, Mouth mouth, Reply reply) {
        if (!Apology.wasSaidBefore(turn)) {
            return false;
        }
        mouth.sentence(Phrases.in(turn.language()).text(Phrase.TECHNICAL_TROUBLE));
        reply.then(new Next.HangUp());
        return true;
    }

    /** @return false when there is nobody to hand over to */
    private boolean handOff(Turn turn, Reply reply) {
        if (!script.canHandOver(turn.settings())) {
            return false;
        }
        reply.then(new Next.HandOff(Phrases.in(turn.settings().locale()).text(Phrase.REASON_MODEL_AWAY)));
        return true;
    }

    /** The script speaks on where the turn is. */
    private record Continued(Mouth mouth, Reply reply) implements ForwardedReply {

        @Override
        public void say(String token) {
            mouth.words(token);
        }
    }
}
