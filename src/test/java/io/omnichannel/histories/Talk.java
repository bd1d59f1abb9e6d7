package io.omnichannel.histories;

import io.omnichannel.histories.History.Step;
import io.omnichannel.histories.Life.Happened;
import io.omnichannel.histories.Record.Conversation;
import io.omnichannel.histories.Record.Message;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/** Whether every message is in its place in one conversation, and answered or owned. */
final class Talk {

    private final Facts facts;

    Talk(Facts facts) {
        this.facts = facts;
    }

    void judge() {
        oneOpenConversation();
        everythingAnsweredOrOwned();
        inOrder();
    }

    private void oneOpenConversation() {
        Map<String, Integer> open = new HashMap<>();
        facts.record.conversations().stream()
                .filter(conversation -> !conversation.status().equals("closed"))
                .forEach(conversation -> open.merge(conversation.contact(), 1, Integer::sum));
        facts.must(
                open.values().stream().allMatch(count -> count == 1),
                "1: a customer has more than one open conversation");
        boolean proved = facts.history.has(Act.BOTH)
                && !facts.history.has(Act.UNDO, Act.MAIL, Act.CALL, Act.WISH_CALL, Act.SWITCH_CALL);
        facts.must(
                !proved || open.size() <= 1,
                "1: who was proved to be one customer has %d open conversations",
                open.size());
    }

    private void everythingAnsweredOrOwned() {
        for (Conversation conversation : facts.record.conversations()) {
            List<Message> messages = facts.record.of(conversation);
            long human = messages.stream()
                    .filter(message -> message.role().equals("human"))
                    .mapToLong(Message::seq)
                    .max()
                    .orElse(0);
            boolean ended = conversation.owner().equals("human") || "operator".equals(conversation.closedReason());
            messages.stream()
                    .filter(message -> message.isCustomers() && message.isWritten())
                    .filter(message -> message.detail("keyword_answered").isEmpty()
                            && message.detail("automatic").isEmpty())
                    .forEach(message -> facts.must(
                            ended
                                    || message.answeredAloud()
                                    || message.seq() <= Math.max(human, conversation.answeredSeq()),
                            "5: nobody answered %s",
                            message.content()));
        }
        if (facts.history.steps().stream().noneMatch(step -> step.act().settles())) {
            Map<String, Integer> answers = facts.answers();
            facts.written()
                    .forEach(step -> facts.must(
                            answers.containsKey(step.token()), "5: no answer to %s is in the timeline", step.token()));
        }
    }

    private void inOrder() {
        boolean joined = facts.record.conversations().stream().anyMatch(Conversation::merged)
                || facts.history.has(Act.MERGE, Act.BOTH);
        Map<String, Happened> happened = new HashMap<>();
        facts.life.happened().forEach(each -> happened.put(each.step().token(), each));
        Map<String, Integer> overall = new HashMap<>();
        for (Conversation conversation : facts.record.conversations()) {
            List<Message> messages = facts.record.of(conversation);
            long[] seqs = messages.stream().mapToLong(Message::seq).toArray();
            boolean gapless = seqs.length == conversation.lastSeq()
                    && Arrays.stream(seqs).distinct().count() == seqs.length;
            facts.must(
                    joined || gapless, "6: the places of %s have gaps: %s", conversation.id(), Arrays.toString(seqs));
            facts.must(
                    seqs.length == conversation.count(),
                    "6: %s counts %d messages and has %d",
                    conversation.id(),
                    conversation.count(),
                    seqs.length);
            Map<String, Integer> last = new HashMap<>();
            for (Message message : messages) {
                Matcher token = Facts.TOKEN.matcher(message.content());
                if (message.isCustomers() && message.isWritten() && token.find()) {
                    Happened then = happened.get(token.group());
                    int moment = then.moment();
                    Integer before = last.put(joined ? writer(then.step()) : "", moment);
                    facts.must(
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
}
