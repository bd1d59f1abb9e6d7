package io.omnichannel.agent.model;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ToolChoice;
import io.omnichannel.agent.Next;
import io.omnichannel.agent.ToolOutcome;
import io.omnichannel.agent.Turn;
import io.omnichannel.agent.model.Ask.Result;
import io.omnichannel.agent.model.ModelFailure.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One turn with models: ask, have tools do what the model wants, ask again with what came of it, until it has answered. */
final class ModelTurn {

    /** How a turn ended. */
    sealed interface Outcome {

        record Answered(Next next) implements Outcome {}

        /** Words were heard, and are not all. */
        record BrokenOff(ModelFailure failure) implements Outcome {}

        record Unanswered(ModelFailure failure) implements Outcome {}
    }

    private static final int MOST_CALLS = 8;
    /** What a model wrote as arguments is shown to it again, up to this. */
    private static final int LONGEST_ARGUMENTS = 4_000;

    private static final String AGAIN = "You had this done in this turn already, with this result: ";
    private static final String TOO_MANY = "Not done: too many at once.";

    private final Turn turn;
    private final List<OpenModel> models;
    private final ToolUse tools;
    private final Budget budget;
    private final Patience patience;
    private final Mouth mouth;
    private final Bridge bridge;
    private final int steps;
    private final long limit;
    private final Map<String, String> done = new HashMap<>();
    private Next next = new Next.Listen();

    ModelTurn(
            Turn turn,
            List<OpenModel> models,
            ToolUse tools,
            Budget budget,
            Patience patience,
            Mouth mouth,
            Bridge bridge,
            int steps) {
        this.turn = turn;
        this.models = models;
        this.tools = tools;
        this.budget = budget;
        this.patience = patience;
        this.mouth = mouth;
        this.bridge = bridge;
        this.steps = steps;
        this.limit = System.nanoTime() + patience.turn();
    }

    /** @param messages what the model is shown; grows with every step */
    Outcome run(List<ChatMessage> messages) throws InterruptedException {
        List<ToolSpecification> offered = tools.offered(turn);
        for (int step = 0; ; step++) {
            if (budget.isSpent()) {
                return over(ModelFailure.of(Kind.SPENT));
            }
            ChatRequest request = request(messages, offered, step < steps);
            switch (new Ask(models, request, patience, mouth, bridge, cut -> pay(cut, request), limit).run()) {
                case Result.Nothing nothing -> {
                    return over(nothing.failure());
                }
                case Result.BrokenOff broken -> {
                    return new Outcome.BrokenOff(broken.failure());
                }
                case Result.Whole whole -> {
                    AiMessage answer = whole.response().aiMessage();
                    String text = answer.text() == null ? "" : answer.text();
                    budget.spend(whole.model(), Tokens.of(whole.response().tokenUsage(), messages, text));
                    if (!answer.hasToolExecutionRequests()) {
                        return mouth.isSilent() && next instanceof Next.Listen
                                ? new Outcome.Unanswered(ModelFailure.of(Kind.STREAM))
                                : new Outcome.Answered(next);
                    }
                    if (step >= steps) {
                        return over(ModelFailure.of(Kind.SPENT));
                    }
                    use(answer, messages);
                    if (isOver(!text.isBlank())) {
                        return new Outcome.Answered(next);
                    }
                }
            }
        }
    }

    private void pay(ModelStream cut, ChatRequest request) {
        budget.spend(cut.model(), Tokens.ofPart(request.messages(), cut.letters()));
    }

    /** No more words come. What a tool has decided happens all the same. */
    private Outcome over(ModelFailure failure) {
        return next instanceof Next.Listen ? new Outcome.Unanswered(failure) : new Outcome.Answered(next);
    }

    /** A human takes over with words of our own; a goodbye that was said need not be said again. */
    private boolean isOver(boolean spoke) {
        return next instanceof Next.HandOff || next instanceof Next.HangUp && spoke;
    }

    private void use(AiMessage answer, List<ChatMessage> messages) throws InterruptedException {
        List<ToolExecutionRequest> wanted = answer.toolExecutionRequests();
        List<ToolExecutionRequest> numbered = new ArrayList<>(wanted.size());
        for (int i = 0; i < wanted.size(); i++) {
            numbered.add(shown(wanted.get(i), i));
        }
        messages.add(AiMessage.builder()
                .text(answer.text())
                .toolExecutionRequests(numbered)
                .build());
        for (int i = 0; i < wanted.size(); i++) {
            String result = i < MOST_CALLS ? result(wanted.get(i)) : TOO_MANY;
            messages.add(ToolExecutionResultMessage.from(numbered.get(i), result));
        }
        mouth.newPart();
    }

    private String result(ToolExecutionRequest wanted) throws InterruptedException {
        String same = wanted.name() + "\n" + wanted.arguments();
        if (done.get(same) instanceof String earlier) {
            return AGAIN + earlier;
        }
        ToolOutcome outcome = tools.call(turn, wanted, bridge, limit);
        if (!(outcome.next() instanceof Next.Listen)) {
            next = outcome.next();
        }
        String result = outcome.kind() == ToolOutcome.Kind.DONE
                ? outcome.text()
                : outcome.kind().name().toLowerCase(Locale.ROOT) + ": " + outcome.text();
        done.put(same, result);
        return result.isBlank() ? "done" : result;
    }

    private static ToolExecutionRequest shown(ToolExecutionRequest wanted, int place) {
        boolean named = wanted.id() != null && !wanted.id().isBlank();
        boolean brief = wanted.arguments() != null && wanted.arguments().length() <= LONGEST_ARGUMENTS;
        return ToolExecutionRequest.builder()
                .id(named ? wanted.id() : "call_" + place)
                .name(wanted.name())
                .arguments(brief ? wanted.arguments() : "{}")
                .build();
    }

    private static ChatRequest request(List<ChatMessage> messages, List<ToolSpecification> offered, boolean mayUse) {
        ChatRequest.Builder request = ChatRequest.builder().messages(List.copyOf(messages));
        if (!offered.isEmpty()) {
            request.toolSpecifications(offered);
            if (!mayUse) {
                request.toolChoice(ToolChoice.NONE);
            }
        }
        return request.build();
    }
}
