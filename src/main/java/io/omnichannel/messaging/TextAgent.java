package io.omnichannel.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.omnichannel.agent.Agent;
import io.omnichannel.agent.AgentTexts;
import io.omnichannel.agent.LanguageDetector;
import io.omnichannel.agent.Next;
import io.omnichannel.agent.Turn;
import io.omnichannel.agent.memory.Summaries;
import io.omnichannel.conversation.Line;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Body: a {@link LaneTask} becomes the {@link LaneReply} that the tenant's agent gives, on the channel of the last message. */
@Component("textAgent")
class TextAgent implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(TextAgent.class);

    private final Agent agent;
    private final MessageParts parts;
    private final Summaries summaries;

    TextAgent(Agent agent, MessageParts parts, Summaries summaries) {
        this.agent = agent;
        this.parts = parts;
        this.summaries = summaries;
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
                        !unanswered.contains(message) && !message.content().isBlank())
                .map(StoredMessage::line)
                .toList();
        String text = unanswered.stream().map(StoredMessage::content).collect(Collectors.joining("\n"));

        WrittenReply reply = ask(new Turn(
                view.identity(),
                view.settings(),
                language,
                newest.channel(),
                history,
                view.memory(),
                view.mood(),
                text));
        summaries.seen(view.identity(), view.lastSeq());

        boolean handOver =
                reply.next() instanceof Next.HandOff && view.settings().transferNumber() != null;
        String words =
                handOver ? (reply.text() + " " + AgentTexts.transfer(view.settings(), language)).strip() : reply.text();
        exchange.getMessage().setBody(parts.answer(view, newest, words, language, handOver));
    }

    private WrittenReply ask(Turn turn) throws InterruptedException {
        WrittenReply reply = new WrittenReply();
        try {
            agent.answer(turn, reply);
        } catch (RuntimeException failed) {
            LOG.warn("The agent failed: {}", failed.getClass().getSimpleName());
            reply = new WrittenReply();
        }
        if (reply.text().isEmpty()) {
            reply.say(AgentTexts.fallback(turn.settings(), turn.language()));
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
