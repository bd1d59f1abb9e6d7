package io.omnichannel.conversation;

import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The timeline in PostgreSQL, written as the tenant. */
@Component
class SqlTimeline implements Timeline {

    private final TenantSql database;
    private final String appendMessage = SqlFile.load("append-message");
    private final String recordTurn = SqlFile.load("record-turn");
    private final String cutToHeard = SqlFile.load("cut-to-heard");
    private final String noteNudge = SqlFile.load("note-nudge");

    private final List<CustomerWords> listeners;

    SqlTimeline(TenantSql database, List<CustomerWords> listeners) {
        this.database = database;
        this.listeners = listeners;
    }

    @Override
    public boolean append(SpokenMessage message) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", message.tenant());
        parameters.put("id", message.id());
        parameters.put("conversation", message.conversation());
        parameters.put("call", message.call());
        parameters.put("channel", Channel.VOICE.wireName());
        parameters.put("direction", message.role() == SenderRole.CUSTOMER ? "inbound" : "outbound");
        parameters.put("role", message.role().wireName());
        parameters.put("content", storable(message.content()));
        parameters.put("transcript", storable(message.transcript()));
        parameters.put("speech_seconds", message.left().toMillis() / 1000.0);
        List<Boolean> takenOver = database.query(
                message.tenant(), appendMessage, parameters, (row, number) -> row.getBoolean("taken_over"));
        if (message.role() == SenderRole.CUSTOMER) {
            listeners.forEach(listener ->
                    listener.said(message.tenant(), message.conversation(), message.id(), message.content()));
        }
        return takenOver.contains(true);
    }

    @Override
    public void record(TurnRecord turn) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", turn.tenant());
        parameters.put("id", Uuid7.next());
        parameters.put("conversation", turn.conversation());
        parameters.put("call", turn.call());
        parameters.put("message", turn.message());
        parameters.put("outcome", turn.outcome());
        parameters.put("received_at", turn.times().receivedAt().atOffset(ZoneOffset.UTC));
        parameters.put("model_asked_ms", turn.times().modelAsked());
        parameters.put("model_answered_ms", turn.times().modelAnswered());
        parameters.put("first_token_ms", turn.times().firstFrame());
        parameters.put("last_token_ms", turn.times().lastFrame());
        parameters.put("tokens", turn.tokens());
        parameters.put("characters", turn.characters());
        parameters.put("answers", turn.answers().toArray(Long[]::new));
        database.update(turn.tenant(), recordTurn, parameters);
    }

    @Override
    public void cutToHeard(String tenant, UUID message, Hearing hearing) {
        Map<String, Object> parameters = Map.of(
                "tenant", tenant,
                "id", message,
                "heard", storable(hearing.heard()),
                "unheard", storable(hearing.unheard()),
                "estimated", hearing.estimated(),
                "reopened", hearing.reopens().toArray(Long[]::new));
        database.update(tenant, cutToHeard, parameters);
    }

    @Override
    public void noteNudge(String tenant, UUID call) {
        database.update(tenant, noteNudge, Map.of("tenant", tenant, "call", call));
    }

    // PostgreSQL's text holds every character but this one.
    private static String storable(String text) {
        return text.replace("\0", "");
    }
}
