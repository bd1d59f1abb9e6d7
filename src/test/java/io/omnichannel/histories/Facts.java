package io.omnichannel.histories;

import io.omnichannel.histories.History.Step;
import io.omnichannel.histories.Record.Sent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One history as it was lived, as the database has it and as the providers have it, and what of it is broken. */
final class Facts {

    static final Pattern TOKEN = Pattern.compile("h\\d+s\\d+e");
    private static final Pattern ANSWERED = Pattern.compile("\\[(h\\d+s\\d+e)]");

    final Life life;
    final History history;
    final Record record;
    final Ledgers ledgers;
    private final List<String> broken;

    Facts(Life life, Record record, Ledgers ledgers) {
        this.life = life;
        this.history = life.history();
        this.record = record;
        this.ledgers = ledgers;
        this.broken = new ArrayList<>(life.troubles());
    }

    List<String> broken() {
        return broken;
    }

    void must(boolean holds, String what, Object... about) {
        if (!holds) {
            broken.add(what.formatted(about));
        }
    }

    /** What was to be sent. */
    Stream<Sent> all() {
        return record.outbox().values().stream().flatMap(Collection::stream);
    }

    /** What the customer wrote that waits for an answer. */
    Stream<Step> written() {
        return history.steps().stream().filter(step -> switch (step.act()) {
            case SMS,
                    WHATSAPP,
                    MAIL,
                    SCOPED,
                    BOTH,
                    WISH_SMS,
                    WISH_WHATSAPP,
                    WISH_MAIL,
                    WISH_CALL,
                    AGENTS_IDEA,
                    ASK_HUMAN -> true;
            default -> false;
        });
    }

    /**
     * How often the agent answered a message, by its token; what a switch repeats elsewhere is no answer, nor what was held back
     * because a human had taken over.
     */
    Map<String, Integer> answers() {
        Set<String> switches = new HashSet<>();
        record.witness().stream()
                .filter(row -> row.at("/data/switches").asInt()
                        > row.at("/data/switches_was").asInt())
                .forEach(row -> switches.add(row.path("xid").asText()));
        Map<String, Integer> answers = new HashMap<>();
        record.witness().stream()
                .filter(row -> row.path("what").asText().equals("agent")
                        && !row.at("/data/channel").asText().equals("voice")
                        && !switches.contains(row.path("xid").asText())
                        && !isHeldBack(row.path("id").asText()))
                .forEach(row -> {
                    Matcher token = ANSWERED.matcher(row.at("/data/content").asText());
                    while (token.find()) {
                        answers.merge(token.group(1), 1, Integer::sum);
                    }
                });
        return answers;
    }

    private boolean isHeldBack(String message) {
        List<Sent> parts = record.outbox().getOrDefault(message, List.of());
        return !parts.isEmpty() && parts.stream().allMatch(part -> part.error().equals("human_owns"));
    }
}
