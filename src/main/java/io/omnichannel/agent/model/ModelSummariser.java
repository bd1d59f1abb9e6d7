package io.omnichannel.agent.model;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.omnichannel.agent.LongConversation;
import io.omnichannel.agent.Summariser;
import io.omnichannel.agent.model.ModelStream.Ending;
import io.omnichannel.conversation.Line;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/**
 * Has the tenant's model make the summary, on the tenant's day's account; without a model, without means or without an answer
 * the offline one makes it.
 */
@Component
@Primary
class ModelSummariser implements Summariser {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** All lines together, in letters: each has the same share of it. */
    private static final int MOST_SHOWN = 40_000;

    private final Summariser offline;
    private final ModelChoice choice;
    private final Models models;
    private final Budgets budgets;

    ModelSummariser(
            @Qualifier("extractiveSummariser") Summariser offline, ModelChoice choice, Models models, Budgets budgets) {
        this.offline = offline;
        this.choice = choice;
        this.models = models;
        this.budgets = budgets;
    }

    @Override
    public String summarise(LongConversation conversation) throws InterruptedException {
        String tenant = conversation.identity().tenant();
        Budget budget = budgets.ofDay(tenant, conversation.settings());
        for (ModelEndpoint endpoint : choice.of(tenant, conversation.settings())) {
            OpenModel model = models.open(endpoint);
            if (budget.usedUp(Budget.ALL).isEmpty() && model.mayBeAsked()) {
                Optional<String> summary = asked(model, conversation, budget);
                if (summary.isPresent()) {
                    return summary.get();
                }
            }
        }
        return offline.summarise(conversation);
    }

    private Optional<String> asked(OpenModel model, LongConversation conversation, Budget budget)
            throws InterruptedException {
        List<ChatMessage> messages = messages(conversation);
        Hearing hearing = new Hearing();
        ModelStream stream =
                new ModelStream(model, ChatRequest.builder().messages(messages).build(), hearing);
        long began = System.nanoTime();
        stream.send();
        Tokens tokens = null;
        try {
            if (hearing.ended.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) instanceof Ending.Whole whole) {
                tokens = Tokens.of(whole.response().tokenUsage(), messages, hearing.text.toString());
                String summary = hearing.text.toString().strip();
                return Optional.of(summary.substring(0, Math.min(summary.length(), LONGEST)))
                        .filter(text -> !text.isEmpty());
            }
        } catch (TimeoutException late) {
            stream.judge(ModelFailure.of(ModelFailure.Kind.SLOW));
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            stream.notNeeded();
            if (!hearing.ended.isDone()) {
                stream.cancel();
            }
            if (tokens == null && stream.letters() > 0) {
                tokens = Tokens.ofPart(messages, stream.letters());
            }
            if (tokens != null) {
                budget.asked(model.endpoint().model(), tokens);
            }
            budget.workedSince(began);
        }
        return Optional.empty();
    }

    private static List<ChatMessage> messages(LongConversation conversation) {
        int share = MOST_SHOWN / Math.max(1, conversation.lines().size());
        StringBuilder told = new StringBuilder(conversation.earlier());
        for (Line line : conversation.lines()) {
            String words = line.content().replaceAll("\\s+", " ");
            told.append("\n[").append(line.channel().wireName()).append("] ");
            told.append(line.role().wireName()).append(": ");
            told.append(words, 0, Math.min(words.length(), share));
        }
        return List.of(
                SystemMessage.from(
                        PromptTemplate.ofSummary(conversation.language()).filled(Set.of(), Map.of())),
                UserMessage.from(told.toString().strip()));
    }

    /** Keeps what the model says until it has ended. */
    private static final class Hearing implements ModelStream.Listener {

        private final StringBuffer text = new StringBuffer();
        private final CompletableFuture<Ending> ended = new CompletableFuture<>();

        @Override
        public void words(ModelStream stream, String piece) {
            text.append(piece);
        }

        @Override
        public void wish(ModelStream stream) {
            // Nobody has offered it a tool.
        }

        @Override
        public void ended(ModelStream stream, Ending ending) {
            ended.complete(ending);
        }
    }
}
