package io.omnichannel.messaging.lane;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.omnichannel.agent.Agent;
import io.omnichannel.agent.AgentTexts;
import io.omnichannel.agent.Humans;
import io.omnichannel.agent.LanguageDetector;
import io.omnichannel.agent.Next;
import io.omnichannel.agent.Turn;
import io.omnichannel.agent.memory.Summaries;
import io.omnichannel.conversation.ChannelSwitches;
import io.omnichannel.conversation.Line;
import io.omnichannel.conversation.SwitchOutcome;
import io.omnichannel.conversation.SwitchWish;
import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.messaging.StoredMessage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Body: a {@link LaneTask} becomes the {@link LaneReply} that the tenant's agent gives, on the channel of the last message, or
 * a {@link LanePause}.
 */
@Component("textAgent")
class TextAgent implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(TextAgent.class);

    private final Agent agent;
    private final MessageParts parts;
    private final Summaries summaries;
    private final ChannelSwitches switches;
    private final Humans humans;
    private final MessagingSettings settings;

    TextAgent(
            Agent agent,
            MessageParts parts,
            Summaries summaries,
            ChannelSwitches switches,
            Humans humans,
            MessagingSettings settings) {
        this.humans = humans;
        this.settings = settings;
        this.agent = agent;
        this.parts = parts;
        this.summaries = summaries;
        this.switches = switches;
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException, JsonProcessingException {
        LaneView view = exchange.getMessage().getBody(LaneTask.class).view();
        List<StoredMessage> unanswered = view.unanswered();
        StoredMessage newest = unanswered.getLast();
        Locale language = language(view, unanswered);
        List<Line> history = view.messages().stream()
                // What was noted or said since the question is known, too: a human's note, an answer to an earlier one.
                .filter(message ->
                        !unanswered.contains(message) && !message.content().isBlank() && !message.heldBack())
                .map(StoredMessage::line)
                .toList();
        String text = unanswered.stream().map(StoredMessage::content).collect(Collectors.joining("\n"));

        Turn turn = new Turn(
                view.identity(),
                view.settings(),
                language,
                newest.channel(),
                history,
                view.memory(),
                view.mood(),
                text);
        WrittenReply reply = ask(turn, settings.mayBePutOff(view.lane().failures()));
        if (reply.isPutOff()) {
            exchange.getMessage()
                    .setBody(new LanePause(
                            view.lane(), settings.pauseAfter(view.lane().failures())));
            return;
        }
        summaries.seen(view.identity(), view.lastSeq());

        Optional<String> handOver = humans.areThereFor(view.settings()) && reply.next() instanceof Next.HandOff human
                ? Optional.of(human.reason())
                : Optional.empty();
        Optional<Elsewhere> elsewhere = elsewhere(view, reply.next());
        String after = handOver.isPresent()
                ? AgentTexts.transfer(view.settings(), language)
                : elsewhere.map(Elsewhere::sentence).orElse("");
        String said = (reply.text() + " " + after).strip();
        String words = said.isEmpty() ? AgentTexts.fallback(view.settings(), language) : said;
        exchange.getMessage()
                .setBody(parts.answer(view, newest, words, language, handOver)
                        .wishing(elsewhere.flatMap(Elsewhere::wish)));
    }

    /** @param sentence what the customer has to be told about it here */
    private record Elsewhere(Optional<SwitchWish> wish, String sentence) {}

    /** What can be foreseen is said with the answer; the wish itself is brought forward once the answer is written. */
    private Optional<Elsewhere> elsewhere(LaneView view, Next next) {
        if (!(next instanceof Next.SwitchTo there)) {
            return Optional.empty();
        }
        SwitchWish wish =
                SwitchWish.inTurn(view.lane().tenant(), view.lane().conversation(), there.channel(), there.reason());
        SwitchOutcome foreseen = switches.foresee(wish);
        Optional<SwitchWish> kept =
                foreseen.isRefused() ? Optional.empty() : Optional.of(wish.carrying(foreseen.carry()));
        return Optional.of(new Elsewhere(kept, foreseen.sentence()));
    }

    private WrittenReply ask(Turn turn, boolean mayBePutOff) throws InterruptedException {
        WrittenReply reply = new WrittenReply(mayBePutOff);
        try {
            agent.answer(turn, reply);
        } catch (RuntimeException failed) {
            LOG.warn("The agent failed: {}", failed.getClass().getSimpleName());
            reply = new WrittenReply(false);
        }
        return reply;
    }

    private static Locale language(LaneView view, List<StoredMessage> unanswered) {
        String text = unanswered.stream().map(StoredMessage::content).collect(Collectors.joining(" "));
        return LanguageDetector.answering(
                text,
                Optional.ofNullable(view.language()).map(Locale::forLanguageTag),
                view.settings().locale());
    }
}
