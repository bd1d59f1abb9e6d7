package io.omnichannel.histories;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.histories.History.Step;
import io.omnichannel.histories.Life.Happened;
import io.omnichannel.histories.Record.Conversation;
import io.omnichannel.histories.Record.Message;
import io.omnichannel.histories.Record.Sent;
import io.omnichannel.simulator.RestMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Holds one history, as the database and the providers' ledgers have it, to what must always be true. */
final class Judge {

    private static final Pattern TOKEN = Pattern.compile("h\\d+s\\d+e");
    private static final Pattern ANSWERED = Pattern.compile("\\[(h\\d+s\\d+e)]");

    private final Life life;
    private final History history;
    private final Record record;
    private final Ledgers ledgers;
    private final List<String> broken = new ArrayList<>();

    Judge(Life life, Record record, Ledgers ledgers) {
        this.life = life;
        this.history = life.history();
        this.record = record;
        this.ledgers = ledgers;
    }

    /** @return what is not as it must be */
    List<String> verdict() {
        broken.addAll(life.troubles());
        oneOpenConversation();
        silentWhileAHumanOwns();
        nothingAfterAnOptOut();
        everythingAnsweredOrOwned();
        inOrder();
        once();
        switchesRecorded();
        oneHandOffMessage();
        return broken;
    }

    private void must(boolean holds, String what, Object... about) {
        if (!holds) {
            broken.add(what.formatted(about));
        }
    }

    private void oneOpenConversation() {
        Map<String, Integer> open = new HashMap<>();
        record.conversations().stream()
                .filter(conversation -> !conversation.status().equals("closed"))
                .forEach(conversation -> open.merge(conversation.contact(), 1, Integer::sum));
        must(open.values().stream().allMatch(count -> count == 1), "1: a customer has more than one open conversation");
        boolean proved =
                history.has(Act.BOTH) && !history.has(Act.UNDO, Act.MAIL, Act.CALL, Act.WISH_CALL, Act.SWITCH_CALL);
        must(
                !proved || open.size() <= 1,
                "1: who was proved to be one customer has %d open conversations",
                open.size());
    }

    /** The agent writes nothing into what a human owns; what leaves is judged by {@link Transactions}. */
    private void silentWhileAHumanOwns() {
        Set<String> handedOver = new HashSet<>();
        for (JsonNode row : record.witness()) {
            if (row.path("what").asText().equals("conversation")
                    && row.at("/data/owner_was").asText().equals("agent")) {
                handedOver.add(row.path("xid").asText());
            }
        }
        record.witness().stream()
                .filter(row -> row.path("what").asText().equals("agent"))
                .filter(row -> row.at("/data/owner").asText().equals("human")
                        && !row.at("/data/channel").asText().equals("voice"))
                .filter(row -> !handedOver.contains(row.path("xid").asText()))
                .forEach(row -> must(false, "2: the agent wrote while a human owned: %s", row));
        // A call that ends, a merge and its undoing give and take without a note of their own.
        boolean noted = !history.has(Act.CALL, Act.WISH_CALL, Act.SWITCH_CALL, Act.BOTH, Act.MERGE, Act.UNDO);
        for (Conversation conversation : noted ? record.conversations() : List.<Conversation>of()) {
            boolean owned = false;
            for (Message message : record.of(conversation)) {
                owned = switch (message.detail("type")) {
                    case "takeover" -> true;
                    case "release" -> false;
                    default -> owned;
                };
                must(
                        !owned || !message.role().equals("agent"),
                        "2: behind a takeover the agent says %s",
                        message.content());
            }
        }
    }

    private void nothingAfterAnOptOut() {
        for (boolean whatsapp : new boolean[] {false, true}) {
            List<Happened> words = life.happened().stream()
                    .filter(each -> isKeyword(each, whatsapp))
                    .sorted(java.util.Comparator.comparingLong(Happened::began))
                    .toList();
            for (Happened stop : words) {
                long again = words.stream()
                        .filter(each -> each.step().act() == Act.START && each.ended() > stop.began())
                        .mapToLong(Happened::began)
                        .min()
                        .orElse(Long.MAX_VALUE);
                if (stop.step().act() != Act.START) {
                    ledgers.to((whatsapp ? "whatsapp:" : "") + history.phone()).stream()
                            .filter(sent -> sent.nanos() > stop.ended() && sent.nanos() < again)
                            .filter(sent -> !kind(sent).equals("notice"))
                            .forEach(sent -> must(false, "4: after %s left %s", stop.step(), sent.body()));
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
        return all().filter(row -> row.id().equals(Ledgers.outbox(sent)))
                .map(Sent::kind)
                .findFirst()
                .orElse("unknown");
    }

    private Stream<Sent> all() {
        return record.outbox().values().stream().flatMap(Collection::stream);
    }

    private void everythingAnsweredOrOwned() {
        for (Conversation conversation : record.conversations()) {
            List<Message> messages = record.of(conversation);
            long human = messages.stream()
                    .filter(message -> message.role().equals("human"))
                    .mapToLong(Message::seq)
                    .max()
                    .orElse(0);
            boolean ended = conversation.owner().equals("human")
                    || "operator".equals(conversation.closedReason())
                    || givenBackByACall(conversation);
            messages.stream()
                    .filter(message -> message.isCustomers() && message.isWritten())
                    .filter(message -> message.detail("keyword_answered").isEmpty()
                            && message.detail("automatic").isEmpty())
                    .forEach(message -> must(
                            ended || message.seq() <= Math.max(human, conversation.answeredSeq()),
                            "5: nobody answered %s",
                            message.content()));
        }
        if (history.steps().stream().noneMatch(step -> step.act().settles())) {
            Map<String, Integer> answers = answers();
            written()
                    .forEach(step -> must(
                            answers.containsKey(step.token()), "5: no answer to %s is in the timeline", step.token()));
        }
    }

    /** Nobody answered where the call was put through to, and the agent has the conversation again. */
    private boolean givenBackByACall(Conversation conversation) {
        long given = record.witness().stream()
                .filter(row -> row.path("conversation_id").asText().equals(conversation.id())
                        && row.at("/data/owner_was").asText().equals("human")
                        && row.at("/data/owner").asText().equals("agent"))
                .count();
        long released = record.of(conversation).stream()
                .filter(message -> message.detail("type").equals("release"))
                .count();
        return given > released && history.has(Act.CALL, Act.WISH_CALL, Act.SWITCH_CALL);
    }

    private Stream<Step> written() {
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

    /** How often the agent answered a message, by its token; what a switch repeats elsewhere is no answer. */
    private Map<String, Integer> answers() {
        Set<String> switches = new HashSet<>();
        record.witness().stream()
                .filter(row -> row.at("/data/switches").asInt()
                        > row.at("/data/switches_was").asInt())
                .forEach(row -> switches.add(row.path("xid").asText()));
        Map<String, Integer> answers = new HashMap<>();
        record.witness().stream()
                .filter(row -> row.path("what").asText().equals("agent")
                        && !row.at("/data/channel").asText().equals("voice")
                        && !switches.contains(row.path("xid").asText()))
                .forEach(row -> {
                    Matcher token = ANSWERED.matcher(row.at("/data/content").asText());
                    while (token.find()) {
                        answers.merge(token.group(1), 1, Integer::sum);
                    }
                });
        return answers;
    }

    private void inOrder() {
        boolean joined =
                record.conversations().stream().anyMatch(Conversation::merged) || history.has(Act.MERGE, Act.BOTH);
        Map<String, Happened> happened = new HashMap<>();
        life.happened().forEach(each -> happened.put(each.step().token(), each));
        Map<String, Integer> overall = new HashMap<>();
        for (Conversation conversation : record.conversations()) {
            List<Message> messages = record.of(conversation);
            long[] seqs = messages.stream().mapToLong(Message::seq).toArray();
            boolean gapless = seqs.length == conversation.lastSeq()
                    && Arrays.stream(seqs).distinct().count() == seqs.length;
            must(joined || gapless, "6: the places of %s have gaps: %s", conversation.id(), Arrays.toString(seqs));
            must(
                    seqs.length == conversation.count(),
                    "6: %s counts %d messages and has %d",
                    conversation.id(),
                    conversation.count(),
                    seqs.length);
            Map<String, Integer> last = new HashMap<>();
            for (Message message : messages) {
                Matcher token = TOKEN.matcher(message.content());
                if (message.isCustomers() && message.isWritten() && token.find()) {
                    Happened then = happened.get(token.group());
                    int moment = then.moment();
                    Integer before = last.put(joined ? writer(then.step()) : "", moment);
                    must(
                            (before == null || before <= moment)
                                    && (joined || overall.getOrDefault(conversation.contact(), 0) <= moment),
                            "6: %s comes behind what was accepted later",
                            token.group());
                    overall.put(conversation.contact(), moment);
                }
            }
        }
    }

    /** Of two who were joined each keeps an order of their own. */
    private static String writer(Step step) {
        return step.act() == Act.SCOPED || step.act() == Act.MAIL ? step.act().name() : "the telephone";
    }

    private void once() {
        Map<String, Integer> stored = new HashMap<>();
        long inbound = 0;
        for (Message message : record.messages()) {
            if (message.isCustomers() && message.isWritten()) {
                inbound++;
                Matcher token = TOKEN.matcher(message.content());
                if (token.find()) {
                    stored.merge(token.group(), 1, Integer::sum);
                }
            }
        }
        written()
                .forEach(step -> must(
                        stored.getOrDefault(step.token(), 0) == 1,
                        "7: %s is stored %d times",
                        step.token(),
                        stored.getOrDefault(step.token(), 0)));
        long keywords = history.steps().stream()
                .filter(step -> switch (step.act()) {
                    case STOP, START, HELP, REVOKE -> true;
                    default -> false;
                })
                .count();
        must(
                inbound == written().count() + keywords,
                "7: %d messages were written and %d are stored",
                written().count() + keywords,
                inbound);
        answers().forEach((token, times) -> must(times == 1, "7: the agent answered %s %d times", token, times));
        life.calls()
                .forEach(sid -> must(
                        record.callSids().stream().filter(sid::equals).count() == 1,
                        "7: a call is not kept once: %s",
                        sid));
        all().forEach(row -> must(ledgers.times(row.id()) <= 1, "7: %s left %d times", row, ledgers.times(row.id())));
        all().filter(row -> !row.channel().equals("voice")
                        && Set.of("suppressed", "dead").contains(row.status()))
                .forEach(row -> must(
                        ledgers.times(row.id()) == 0 || row.error().equals("63016"), "7: %s left all the same", row));
        all().filter(row -> !row.channel().equals("voice")
                        && Set.of("sent", "delivered", "read").contains(row.status()))
                .forEach(row -> must(ledgers.times(row.id()) == 1, "7: %s never left", row));
        history.steps().stream()
                .filter(step -> step.act() == Act.WRITE || step.act() == Act.WRITE_WHATSAPP)
                .forEach(step -> must(
                        record.messages().stream()
                                        .filter(message -> message.role().equals("human")
                                                && message.content().contains("(" + step.token() + ")"))
                                        .count()
                                == life.happened().stream()
                                        .filter(each -> each.step() == step && each.status() == 202)
                                        .count(),
                        "7: an operator's message is not there once: %s",
                        step));
    }

    private void switchesRecorded() {
        for (JsonNode row : record.witness()) {
            if (!row.path("what").asText().equals("conversation")) {
                continue;
            }
            JsonNode data = row.path("data");
            int more = data.path("switches").asInt() - data.path("switches_was").asInt();
            must(more == 0 || more == 1, "8: %d switches are recorded at once: %s", more, row);
            if (more == 1) {
                must(
                        data.at("/switch/from").equals(data.path("channel_was"))
                                && data.at("/switch/to").equals(data.path("channel")),
                        "8: a switch is not what happened: %s",
                        row);
            }
        }
        List<JsonNode> entries = new ArrayList<>();
        record.conversations().forEach(conversation -> conversation.switches().forEach(entries::add));
        for (Happened each : life.happened()) {
            boolean switches = each.step().act().name().startsWith("SWITCH");
            long recorded = entries.stream()
                    .filter(entry ->
                            entry.path("reason").asText().equals(each.step().token()))
                    .count();
            must(
                    !switches || recorded == (each.status() == 200 ? 1 : 0),
                    "8: %s was answered %d and is recorded %d times",
                    each.step(),
                    each.status(),
                    recorded);
        }
        long told = record.messages().stream()
                .filter(message -> message.detail("type").equals("channel_switch"))
                .count();
        long again = record.messages().stream()
                .filter(message -> message.detail("reason").equals("call_again"))
                .count();
        long to = entries.stream()
                .filter(entry -> !entry.path("reason").asText().equals("operator_wrote"))
                .count();
        must(told - again == to, "8: %d switches are told in the timeline and %d recorded", told - again, to);
    }

    private void oneHandOffMessage() {
        Map<String, Set<String>> messages = new HashMap<>();
        Set<String> handOffs = new HashSet<>();
        for (JsonNode row : record.witness()) {
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
        messages.forEach((xid, those) -> must(
                those.size() == 1 && handOffs.contains(xid), "9: %d messages hand over once: %s", those.size(), those));
    }
}
