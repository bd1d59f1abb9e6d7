package io.omnichannel.histories;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.histories.Life.Happened;
import io.omnichannel.histories.Record.Conversation;
import io.omnichannel.histories.Record.Message;
import io.omnichannel.histories.Record.Sent;
import io.omnichannel.simulator.rest.RestMessage;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether the agent was silent where a human owns and everybody where the customer wants it. */
final class Silence {

    private final Facts facts;

    Silence(Facts facts) {
        this.facts = facts;
    }

    void judge() {
        silentWhileAHumanOwns();
        nothingAfterAnOptOut();
        oneHandOffMessage();
    }

    /** The agent writes nothing into what a human owns; what leaves is judged by {@link Transactions}. */
    private void silentWhileAHumanOwns() {
        Set<String> handedOver = new HashSet<>();
        for (JsonNode row : facts.record.witness()) {
            if (row.path("what").asText().equals("conversation")
                    && row.at("/data/owner_was").asText().equals("agent")) {
                handedOver.add(row.path("xid").asText());
            }
        }
        facts.record.witness().stream()
                .filter(row -> row.path("what").asText().equals("agent"))
                .filter(row -> row.at("/data/owner").asText().equals("human")
                        && !row.at("/data/channel").asText().equals("voice"))
                .filter(row -> !handedOver.contains(row.path("xid").asText()))
                .forEach(row -> facts.must(false, "2: the agent wrote while a human owned: %s", row));
        // A call that ends, a merge and its undoing give and take without a note of their own.
        boolean noted = !facts.history.has(Act.CALL, Act.WISH_CALL, Act.SWITCH_CALL, Act.BOTH, Act.MERGE, Act.UNDO);
        for (Conversation conversation : noted ? facts.record.conversations() : List.<Conversation>of()) {
            boolean owned = false;
            for (Message message : facts.record.of(conversation)) {
                owned = switch (message.detail("type")) {
                    case "takeover" -> true;
                    case "release" -> false;
                    default -> owned;
                };
                facts.must(
                        !owned || !message.role().equals("agent"),
                        "2: behind a takeover the agent says %s",
                        message.content());
            }
        }
    }

    private void nothingAfterAnOptOut() {
        for (boolean whatsapp : new boolean[] {false, true}) {
            List<Happened> words = facts.life.happened().stream()
                    .filter(each -> isKeyword(each, whatsapp))
                    .sorted(Comparator.comparingLong(Happened::began))
                    .toList();
            for (Happened stop : words) {
                long again = words.stream()
                        .filter(each -> each.step().act() == Act.START && each.ended() > stop.began())
                        .mapToLong(Happened::began)
                        .min()
                        .orElse(Long.MAX_VALUE);
                if (stop.step().act() != Act.START) {
                    facts.ledgers.to((whatsapp ? "whatsapp:" : "") + facts.history.phone()).stream()
                            .filter(sent -> sent.nanos() > stop.ended() && sent.nanos() < again)
                            .filter(sent -> !kind(sent).equals("notice"))
                            .forEach(sent -> facts.must(false, "4: after %s left %s", stop.step(), sent.body()));
                }
            }
        }
    }

    private static boolean isKeyword(Happened each, boolean whatsapp) {
        return switch (each.step().act()) {
            case STOP, START, REVOKE -> Life.onWhatsapp(each.step()) == whatsapp;
            default -> false;
        };
    }

    private String kind(RestMessage sent) {
        return facts.all()
                .filter(row -> row.id().equals(Ledgers.outbox(sent)))
                .map(Sent::kind)
                .findFirst()
                .orElse("unknown");
    }

    private void oneHandOffMessage() {
        Map<String, Set<String>> messages = new HashMap<>();
        Set<String> handOffs = new HashSet<>();
        for (JsonNode row : facts.record.witness()) {
            switch (row.path("what").asText()) {
                case "hand_over" ->
                    messages.computeIfAbsent(row.path("xid").asText(), any -> new HashSet<>())
                            .add(row.path("id").asText());
                case "conversation" -> {
                    if (row.at("/data/owner_was").asText().equals("agent")
                            && row.at("/data/owner").asText().equals("human")) {
                        handOffs.add(row.path("xid").asText());
                    }
                }
                default -> {}
            }
        }
        messages.forEach((xid, those) -> facts.must(
                those.size() == 1 && handOffs.contains(xid), "9: %d messages hand over once: %s", those.size(), those));
    }
}
