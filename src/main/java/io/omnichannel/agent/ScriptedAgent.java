package io.omnichannel.agent;

import java.time.Clock;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Fallback;
import org.springframework.stereotype.Component;

/**
 * The agent that needs no model: the same words always get the same answer, in French or English, with the configuration's
 * texts. Streams word by word; pieces put together are the text exactly.
 */
@Component
@Fallback
public class ScriptedAgent implements Agent {

    /** A word with the white space before it; signs that French sets apart stay with their word. */
    private static final Pattern WORD = Pattern.compile("\\s*(?:«\\s+)?\\S+(?:[ \\u00a0\\u202f]+[?!:;»]+)*(?:\\s+$)?");

    private final Clock clock;
    private final Duration wordDelay;
    private final Humans humans;

    /** @param wordDelay pause between two words, for demonstrations; zero streams as fast as the reply takes it */
    public ScriptedAgent(Clock clock, Duration wordDelay) {
        this(clock, wordDelay, Humans.atTheirNumber());
    }

    private ScriptedAgent(Clock clock, Duration wordDelay, Humans humans) {
        this.clock = clock;
        this.wordDelay = wordDelay;
        this.humans = humans;
    }

    @Autowired
    ScriptedAgent(
            ObjectProvider<Clock> clock,
            @Value("${omnichannel.agent.word-delay:0ms}") Duration wordDelay,
            Humans humans) {
        this(clock.getIfUnique(Clock::systemUTC), wordDelay, humans);
    }

    /** Whether there is somebody to hand over to. */
    public boolean canHandOver(AgentSettings tenant) {
        return humans.areThereFor(tenant);
    }

    /** Whether there is more to say to this than that we did not understand. */
    public boolean knows(Turn turn) {
        return new Script(turn, clock.instant(), canHandOver(turn.settings())).knows();
    }

    /** Whether this is asked for its own sake and has one certain answer: a human, the opening hours, who is answering. */
    public boolean isPlainlyAsked(Turn turn) {
        return new Script(turn, clock.instant(), canHandOver(turn.settings())).isPlainlyAsked();
    }

    @Override
    public void answer(Turn turn, Reply reply) throws InterruptedException {
        Answer answer = new Script(turn, clock.instant(), canHandOver(turn.settings())).answer();
        Matcher words = WORD.matcher(answer.text());
        for (boolean first = true; words.find(); first = false) {
            if (!first && wordDelay.isPositive()) {
                Thread.sleep(wordDelay);
            }
            if (reply.cancelled() || Thread.currentThread().isInterrupted()) {
                return;
            }
            reply.say(words.group());
        }
        if (!reply.cancelled()) {
            reply.then(answer.next());
        }
    }
}
