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
import io.omnichannel.agent.ToolRefusal;
import io.omnichannel.agent.ToolRefusal.Reason;
import io.omnichannel.agent.Turn;
import io.omnichannel.agent.model.Ask.Result;
import io.omnichannel.agent.model.Limit.Resource;
import io.omnichannel.agent.model.ModelFailure.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One turn with models: ask, have tools do what the model wants, ask again with what came of it, until it has answered. */
final class ModelTurn {

    /** How a turn ended. */
    sealed interface Outcome {

        record Answered(Next next) implements Outcome {}

        /** Words were heard, and are not all. @param next what a tool has decided before, which happens all the same */
        record BrokenOff(ModelFailure failure, Next next) implements Outcome {}

        /** @param untouched whether no tool has done anything for it, so that the whole turn can be had anew */
        record Unanswered(ModelFailure failure, boolean untouched) implements Outcome {}

        /** Nothing is left to go on with. */
        record Spent(Limit limit) implements Outcome {}
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
    private final Map<String, String> done = new HashMap<>();
    private Next next = new Next.Listen();

    ModelTurn(
            Turn turn,
            List<OpenModel> models,
            ToolUse tools,
            Budget budget,
            Patience patience,
            Mouth mouth,
            Bridge bridge) {
        this.turn = turn;
        this.models = models;
        this.tools = tools;
        this.budget = budget;
        this.patience = patience;
        this.mouth = mouth;
        this.bridge = bridge;
    }

    /** @param messages what the model is shown; grows with every step */
    Outcome run(List<ChatMessage> messages) throws InterruptedException {
        List<ToolSpecification> offered = tools.offered(turn);
        for (Set<Resource> needed = Budget.ALL; ; needed = Budget.TO_GO_ON) {
            mouth.newPart();
            if (budget.usedUp(needed).orElse(null) instanceof Limit reached) {
                return over(new Outcome.Spent(reached));
            }
            Optional<Limit> toolless = budget.usedUp(EnumSet.of(Resource.TOOL_STEPS));
            switch (ask(request(messages, offered, toolless.isEmpty()))) {
                case Result.Nothing nothing -> {
                    return over(late().orElseGet(() -> unanswered(nothing.failure())));
                }
                case Result.BrokenOff broken -> {
                    return new Outcome.BrokenOff(broken.failure(), next);
                }
                case Result.Whole whole -> {
                    AiMessage answer = whole.response().aiMessage();
                    String text = answer.text() == null ? "" : answer.text();
                    pay(whole.model(), Tokens.of(whole.response().tokenUsage(), messages, text));
                    if (!answer.hasToolExecutionRequests()) {
                        // What a caller has heard before is no answer: a filler, or that somebody goes and looks.
                        return mouth.hasWords()
                                ? new Outcome.Answered(next)
                                : over(unanswered(ModelFailure.of(Kind.STREAM)));
                    }
                    if (toolless.isPresent()) {
                        refuse(answer.toolExecutionRequests());
                        return over(new Outcome.Spent(toolless.get()));
                    }
                    use(answer, messages);
                    if (isOver(mouth.hasWords())) {
                        return new Outcome.Answered(next);
                    }
                }
            }
        }
    }

    private Result ask(ChatRequest request) throws InterruptedException {
        long began = System.nanoTime();
        try {
            return new Ask(
                            models,
                            request,
                            patience,
                            mouth,
                            bridge,
                            cut -> pay(cut.model(), Tokens.ofPart(request.messages(), cut.letters())),
                            budget.deadline())
                    .run();
        } finally {
            budget.workedSince(began);
        }
    }

    private void pay(OpenModel model, Tokens tokens) {
        budget.asked(model.endpoint().model(), tokens);
    }

    /** Whether nothing came because there was no more time for it. Where all the time of a written turn went into one answer the model was slow. */
    private Optional<Outcome> late() {
        return budget.usedUp(EnumSet.of(Resource.TIME))
                .filter(limit -> patience.spoken() || limit.span() != Limit.Span.TURN || !done.isEmpty())
                .map(Outcome.Spent::new);
    }

    private Outcome unanswered(ModelFailure failure) {
        return new Outcome.Unanswered(failure, done.isEmpty());
    }

    /** No more words come. What a tool has decided happens all the same. */
    private Outcome over(Outcome without) {
        return next instanceof Next.Listen ? without : new Outcome.Answered(next);
    }

    /** A human takes over with words of our own; a goodbye that was said need not be said again. */
    private boolean isOver(boolean spoke) {
        return next instanceof Next.HandOff || next instanceof Next.HangUp && spoke;
    }

    private void use(AiMessage answer, List<ChatMessage> messages) throws InterruptedException {
        budget.toolStep();
        List<ToolExecutionRequest> wanted = answer.toolExecutionRequests();
        List<ToolExecutionRequest> numbered = new ArrayList<>(wanted.size());
        for (int i = 0; i < wanted.size(); i++) {
            numbered.add(shown(wanted.get(i), i));
        }
        messages.add(AiMessage.builder()
                .text(answer.text())
                .toolExecutionRequests(numbered)
                .build());
        List<ToolRefusal> refused = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            String result = TOO_MANY;
            if (i < MOST_CALLS) {
                result = result(wanted.get(i), refused);
            } else {
                refused.add(refusal(wanted.get(i), Reason.TOO_MANY_AT_ONCE));
            }
            messages.add(ToolExecutionResultMessage.from(numbered.get(i), result));
        }
        tools.refused(turn, refused);
    }

    /** Tools are wanted where none may be used any more. */
    private void refuse(List<ToolExecutionRequest> wanted) {
        tools.refused(
                turn,
                wanted.stream().map(call -> refusal(call, Reason.NO_STEPS_LEFT)).toList());
    }

    private static ToolRefusal refusal(ToolExecutionRequest wanted, Reason why) {
        return new ToolRefusal(wanted.name(), wanted.arguments(), why);
    }

    private String result(ToolExecutionRequest wanted, List<ToolRefusal> refused) throws InterruptedException {
        String same = wanted.name() + "\n" + wanted.arguments();
        if (done.get(same) instanceof String earlier) {
            refused.add(refusal(wanted, Reason.REPEATED));
            return AGAIN + earlier;
        }
        ToolOutcome outcome = call(wanted);
        if (!(outcome.next() instanceof Next.Listen)) {
            next = outcome.next();
        }
        String result = outcome.kind() == ToolOutcome.Kind.DONE
                ? outcome.text()
                : outcome.kind().name().toLowerCase(Locale.ROOT) + ": " + outcome.text();
        done.put(same, result);
        return result.isBlank() ? "done" : result;
    }

    private ToolOutcome call(ToolExecutionRequest wanted) throws InterruptedException {
        long began = System.nanoTime();
        try {
            return tools.call(turn, wanted, bridge, budget.deadline());
        } finally {
            budget.workedSince(began);
        }
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
