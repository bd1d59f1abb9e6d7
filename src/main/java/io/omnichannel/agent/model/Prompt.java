package io.omnichannel.agent.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.Mood;
import io.omnichannel.agent.Phrases;
import io.omnichannel.agent.Turn;
import io.omnichannel.conversation.Line;
import io.omnichannel.conversation.SenderRole;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * What a model is shown of a turn: what it is told, then the conversation as far as it fits, then the question. Lines that do
 * not fit are cut, and long before one is left out. A customer's words are a user's message and nothing else, ever.
 */
@Component
class Prompt {

    private static final DateTimeFormatter NOW =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT);
    /** What was remembered of a customer is the customer's words, too. */
    private static final int LONGEST_MEMORY = 4_000;

    private final AnsweringSettings settings;
    private final ObjectMapper json;
    private final Clock clock;

    @Autowired
    Prompt(AnsweringSettings settings, ObjectMapper json, ObjectProvider<Clock> clock) {
        this(settings, json, clock.getIfUnique(Clock::systemUTC));
    }

    Prompt(AnsweringSettings settings, ObjectMapper json, Clock clock) {
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    /** @return a list that can grow */
    List<ChatMessage> of(Turn turn) {
        List<ChatMessage> messages = new ArrayList<>();
        messages.add(SystemMessage.from(system(turn)));
        messages.addAll(history(turn));
        messages.add(UserMessage.from(asked(turn)));
        return messages;
    }

    /** What was written during a call comes before what is said now: a model would take it for long answered. */
    private static String asked(Turn turn) {
        StringBuilder asked = new StringBuilder();
        for (Line line : turn.unanswered()) {
            asked.append(tagged(tag(line) + ", not answered yet", line.content()))
                    .append('\n');
        }
        return asked.append(tagged(turn.channel().wireName(), turn.text())).toString();
    }

    String system(Turn turn) {
        AgentSettings tenant = turn.settings();
        Locale language = Phrases.in(turn.language()).language();
        Map<String, String> values = new HashMap<>();
        values.put("agent_name", tenant.agentName());
        values.put("now", NOW.withLocale(language).format(ZonedDateTime.now(clock.withZone(tenant.timeZone()))));
        Set<String> facts = new HashSet<>(Set.of(turn.channel().wireName(), tenant.agentPersonality()));
        if (turn.mood() == Mood.STRAINED) {
            facts.add("strained");
        }
        give(values, facts, "agent_type", tenant.agentType());
        give(values, facts, "system_prompt", tenant.systemPrompt() == null ? "" : tenant.filled(tenant.systemPrompt()));
        give(
                values,
                facts,
                "facts",
                turn.memory().facts().isEmpty() ? "" : data(turn.memory().facts()));
        give(
                values,
                facts,
                "summary",
                turn.memory().summary().isBlank() ? "" : data(turn.memory().summary()));
        return PromptTemplate.in(language).filled(facts, values);
    }

    private static void give(Map<String, String> values, Set<String> facts, String name, String value) {
        if (value != null && !value.isBlank()) {
            facts.add(name);
            values.put(name, value);
        }
    }

    /** On one line and quoted, so that it cannot be read as a line of the text around it. */
    private String data(Object remembered) {
        try {
            String text = json.writeValueAsString(remembered);
            return text.length() <= LONGEST_MEMORY ? text : text.substring(0, LONGEST_MEMORY) + "…\"";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Every line has its share; what the ones after it did not need is the next older one's. */
    private Deque<ChatMessage> history(Turn turn) {
        Deque<ChatMessage> messages = new ArrayDeque<>();
        int budget = settings.historyTokens();
        List<String> texts = turn.history().stream()
                .map(line -> tagged(tag(line), line.content()))
                .toList();
        int first = Math.max(0, texts.size() - budget / AnsweringSettings.SMALLEST_SHARE);
        int share = budget / Math.max(1, texts.size() - first);
        int[] needs = texts.stream().mapToInt(Tokens::estimate).toArray();
        int kept = 0;
        for (int i = first; i < needs.length; i++) {
            kept += Math.min(needs[i], share);
        }
        for (int i = needs.length - 1; i >= first; i--) {
            kept -= Math.min(needs[i], share);
            Line line = turn.history().get(i);
            String text = Tokens.cut(texts.get(i), budget - kept);
            budget -= Tokens.estimate(text);
            messages.addFirst(line.role() == SenderRole.CUSTOMER ? UserMessage.from(text) : AiMessage.from(text));
        }
        return messages;
    }

    private static String tag(Line line) {
        return switch (line.role()) {
            case CUSTOMER, AGENT -> line.channel().wireName();
            case HUMAN -> line.channel().wireName() + ", human colleague";
            case SYSTEM -> line.channel().wireName() + ", system";
        };
    }

    private static String tagged(String tag, String words) {
        return "[" + tag + "] " + words;
    }
}
