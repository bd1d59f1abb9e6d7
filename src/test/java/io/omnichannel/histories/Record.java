package io.omnichannel.histories;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the database has of one history, at rest. */
record Record(
        List<Conversation> conversations,
        List<Message> messages,
        Map<String, List<Sent>> outbox,
        List<JsonNode> witness,
        List<String> callSids) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param answeredSeq of its lane, 0 without one */
    record Conversation(
            String id,
            String contact,
            String status,
            String closedReason,
            String owner,
            JsonNode switches,
            long lastSeq,
            long count,
            boolean merged,
            long answeredSeq) {}

    record Message(
            String id,
            String conversation,
            long seq,
            String channel,
            String direction,
            String role,
            String content,
            JsonNode details,
            boolean answeredAloud) {

        boolean isWritten() {
            return !channel.equals("voice");
        }

        boolean isCustomers() {
            return direction.equals("inbound");
        }

        String detail(String name) {
            return details.path(name).asText("");
        }
    }

    record Sent(
            String id, String message, String channel, String kind, String status, String error, boolean handsOver) {}

    private static Record empty() {
        return new Record(new ArrayList<>(), new ArrayList<>(), new HashMap<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** Everything, by the histories' numbers. */
    static Map<Integer, Record> read(JdbcTemplate database) {
        Map<Integer, Record> all = new HashMap<>();
        Map<String, Integer> contacts = new HashMap<>();
        database.query("select contact_id::text, address from omni_contact_addresses", row -> {
            contacts.put(row.getString(1), History.number(row.getString(2)));
        });
        Map<String, Record> ofConversation = new HashMap<>();
        database.query(
                """
                select c.id::text, c.contact_id::text as contact, c.status, c.closed_reason, c.owner, c.channel_switches::text as switches,
                       c.last_seq, c.message_count, c.merged_into is not null as merged, coalesce(l.answered_seq, 0) as answered_seq
                from omni_conversations c left join omni_lanes l on l.tenant_id = c.tenant_id and l.conversation_id = c.id
                order by c.created_at, c.id""",
                row -> {
                    Record record = all.computeIfAbsent(contacts.get(row.getString("contact")), any -> empty());
                    ofConversation.put(row.getString("id"), record);
                    record.conversations.add(new Conversation(
                            row.getString("id"),
                            row.getString("contact"),
                            row.getString("status"),
                            row.getString("closed_reason"),
                            row.getString("owner"),
                            json(row.getString("switches")),
                            row.getLong("last_seq"),
                            row.getLong("message_count"),
                            row.getBoolean("merged"),
                            row.getLong("answered_seq")));
                });
        database.query(
                "select id::text, conversation_id::text as conversation, seq, channel, direction, sender_role, content,"
                        + " details::text, answered_in is not null as answered_aloud from omni_messages order by conversation_id, seq",
                row -> {
                    ofConversation
                            .get(row.getString("conversation"))
                            .messages
                            .add(new Message(
                                    row.getString("id"),
                                    row.getString("conversation"),
                                    row.getLong("seq"),
                                    row.getString("channel"),
                                    row.getString("direction"),
                                    row.getString("sender_role"),
                                    row.getString("content"),
                                    json(row.getString("details")),
                                    row.getBoolean("answered_aloud")));
                });
        database.query(
                "select id::text, conversation_id::text as conversation, message_id::text as message, channel, kind, status,"
                        + " coalesce(error_code, '') as error, coalesce(payload ->> 'hands_over' = 'true', false) as hands_over"
                        + " from omni_outbox order by position",
                row -> {
                    ofConversation
                            .get(row.getString("conversation"))
                            .outbox
                            .computeIfAbsent(row.getString("message"), any -> new ArrayList<>())
                            .add(new Sent(
                                    row.getString("id"),
                                    row.getString("message"),
                                    row.getString("channel"),
                                    row.getString("kind"),
                                    row.getString("status"),
                                    row.getString("error"),
                                    row.getBoolean("hands_over")));
                });
        database.query("select call_sid, conversation_id::text from omni_calls", row -> {
            ofConversation.get(row.getString(2)).callSids.add(row.getString(1));
        });
        database.query(
                "select conversation_id::text, (to_jsonb(w) - 'tenant_id')::text from witness w"
                        + " where conversation_id is not null order by n",
                row -> {
                    ofConversation.get(row.getString(1)).witness.add(json(row.getString(2)));
                });
        return all;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(text, broken);
        }
    }

    List<Message> of(Conversation conversation) {
        return messages.stream()
                .filter(message -> message.conversation().equals(conversation.id()))
                .toList();
    }

    /** The timeline, to be read by somebody who looks for what went wrong. */
    String shown() {
        StringBuilder shown = new StringBuilder();
        for (Conversation conversation : conversations) {
            shown.append("  %s %s%s, %s's, answered up to %d, switches %s%n"
                    .formatted(
                            conversation.id(),
                            conversation.status(),
                            conversation.merged() ? " (merged)" : "",
                            conversation.owner(),
                            conversation.answeredSeq(),
                            conversation.switches()));
            for (Message message : of(conversation)) {
                shown.append("    %3d %s %s: %s %s %s %s%n"
                        .formatted(
                                message.seq(),
                                message.channel(),
                                message.role(),
                                message.content(),
                                message.details().has("type") ? message.detail("type") : "",
                                message.answeredAloud() ? "answered aloud" : "",
                                outbox.getOrDefault(message.id(), List.of())));
            }
        }
        witness.forEach(row -> shown.append("  ").append(row).append('\n'));
        return shown.toString();
    }
}
