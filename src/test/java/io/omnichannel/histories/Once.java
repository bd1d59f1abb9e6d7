package io.omnichannel.histories;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.histories.Life.Happened;
import io.omnichannel.histories.Record.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/** Whether what came several times happened once, and every switch is on record once, as it was. */
final class Once {

    private final Facts facts;

    Once(Facts facts) {
        this.facts = facts;
    }

    void judge() {
        once();
        switchesRecorded();
    }

    private void once() {
        Map<String, Integer> stored = new HashMap<>();
        long inbound = 0;
        for (Message message : facts.record.messages()) {
            if (message.isCustomers() && message.isWritten()) {
                inbound++;
                Matcher token = Facts.TOKEN.matcher(message.content());
                if (token.find()) {
                    stored.merge(token.group(), 1, Integer::sum);
                }
            }
        }
        facts.written()
                .forEach(step -> facts.must(
                        stored.getOrDefault(step.token(), 0) == 1,
                        "7: %s is stored %d times",
                        step.token(),
                        stored.getOrDefault(step.token(), 0)));
        long keywords = facts.history.steps().stream()
                .filter(step -> switch (step.act()) {
                    case STOP, START, HELP, REVOKE -> true;
                    default -> false;
                })
                .count();
        facts.must(
                inbound == facts.written().count() + keywords,
                "7: %d messages were written and %d are stored",
                facts.written().count() + keywords,
                inbound);
        facts.answers()
                .forEach((token, times) -> facts.must(times == 1, "7: the agent answered %s %d times", token, times));
        facts.life
                .calls()
                .forEach(sid -> facts.must(
                        facts.record.callSids().stream().filter(sid::equals).count() == 1,
                        "7: a call is not kept once: %s",
                        sid));
        facts.all()
                .forEach(row -> facts.must(
                        facts.ledgers.times(row.id()) <= 1, "7: %s left %d times", row, facts.ledgers.times(row.id())));
        facts.all()
                .filter(row -> !row.channel().equals("voice")
                        && Set.of("suppressed", "dead").contains(row.status()))
                .forEach(row -> facts.must(
                        facts.ledgers.times(row.id()) == 0 || row.error().equals("63016"),
                        "7: %s left all the same",
                        row));
        facts.all()
                .filter(row -> !row.channel().equals("voice")
                        && Set.of("sent", "delivered", "read").contains(row.status()))
                .forEach(row -> facts.must(facts.ledgers.times(row.id()) == 1, "7: %s never left", row));
        facts.history.steps().stream()
                .filter(step -> step.act() == Act.WRITE || step.act() == Act.WRITE_WHATSAPP)
                .forEach(step -> facts.must(
                        facts.record.messages().stream()
                                        .filter(message -> message.role().equals("human")
                                                && message.content().contains("(" + step.token() + ")"))
                                        .count()
                                == facts.life.happened().stream()
                                        .filter(each -> each.step() == step && each.status() == 202)
                                        .count(),
                        "7: an operator's message is not there once: %s",
                        step));
    }

    private void switchesRecorded() {
        for (JsonNode row : facts.record.witness()) {
            if (!row.path("what").asText().equals("conversation")) {
                continue;
            }
            JsonNode data = row.path("data");
            int more = data.path("switches").asInt() - data.path("switches_was").asInt();
            facts.must(more == 0 || more == 1, "8: %d switches are recorded at once: %s", more, row);
            if (more == 1) {
                facts.must(
                        data.at("/switch/from").equals(data.path("channel_was"))
                                && data.at("/switch/to").equals(data.path("channel")),
                        "8: a switch is not what happened: %s",
                        row);
            }
        }
        List<JsonNode> entries = new ArrayList<>();
        facts.record
                .conversations()
                .forEach(conversation -> conversation.switches().forEach(entries::add));
        for (Happened each : facts.life.happened()) {
            boolean switches = each.step().act().name().startsWith("SWITCH");
            long recorded = entries.stream()
                    .filter(entry ->
                            entry.path("reason").asText().equals(each.step().token()))
                    .count();
            facts.must(
                    !switches || recorded == (each.status() == 200 ? 1 : 0),
                    "8: %s was answered %d and is recorded %d times",
                    each.step(),
                    each.status(),
                    recorded);
        }
        long told = facts.record.messages().stream()
                .filter(message -> message.detail("type").equals("channel_switch"))
                .count();
        long again = facts.record.messages().stream()
                .filter(message -> message.detail("reason").equals("call_again"))
                .count();
        long to = entries.stream()
                .filter(entry -> !entry.path("reason").asText().equals("operator_wrote"))
                .count();
        facts.must(told - again == to, "8: %d switches are told in the timeline and %d recorded", told - again, to);
    }
}
