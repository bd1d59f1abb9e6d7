package io.omnichannel.messaging.switching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.agent.StoredSettings;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.SwitchWish;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.messaging.NoWay;
import io.omnichannel.messaging.switching.SwitchCase.Address;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.LockConflicts;
import io.omnichannel.platform.database.TenantSql;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Wishes and switches in PostgreSQL: read by one statement, recorded by one. */
@Component
class Switches {

    /** A call that could not be made by then surprises more than it helps. */
    private static final Duration CALL_VALID = Duration.ofMinutes(15);

    /** How often a wish is looked at, at least, that has waited long for an address. */
    private static final Duration SELDOM = Duration.ofMinutes(5);

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final JdbcClient intake;
    private final TenantSql database;
    private final ObjectMapper json;
    private final SwitchRows rows;
    private final SwitchSettings settings;
    private final Duration validity;
    private final StoredSettings storedSettings;
    private final String readSwitch = SqlFile.load("read-switch");
    private final String recordSwitch = SqlFile.load("record-switch");
    private final String settleWish = SqlFile.load("settle-wish");
    private final String claimWishes = SqlFile.load("claim-wishes");

    /** What the statement found: {@code done} or {@code refused}, and why. */
    record Recorded(String status, String code, List<String> activeChannels) {}

    Switches(
            @Qualifier("intakeJdbc") JdbcClient intake,
            TenantSql database,
            ObjectMapper json,
            StoredSettings storedSettings,
            SwitchSettings settings,
            MessagingSettings messaging) {
        this.intake = intake;
        this.database = database;
        this.json = json;
        this.rows = new SwitchRows(json, storedSettings);
        this.settings = settings;
        this.validity = messaging.validity();
        this.storedSettings = storedSettings;
    }

    /** @return one a channel, in order; nothing when there is no such conversation */
    List<SwitchCase> read(SwitchWish wish, List<Channel> channels) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", wish.tenant());
        parameters.put("conversation", wish.conversation());
        parameters.put("channels", names(channels));
        parameters.put("call", wish.call().orElse(null));
        parameters.put("unreachable", NoWay.codes());
        parameters.put("default_settings", storedSettings.defaults());
        return database.query(wish.tenant(), readSwitch, parameters, (row, number) -> rows.facts(row));
    }

    Recorded record(SwitchTask task, FirstMessage message, String note) {
        SwitchCase facts = task.known();
        Map<String, Object> parameters = wish(task);
        parameters.put("channel", task.channel().wireName());
        parameters.put("seen_switches", facts.switches());
        parameters.put("note_id", Uuid7.next());
        parameters.put("note", note);
        parameters.put("message", Uuid7.next());
        parameters.put("content", message.words());
        parameters.put("details", json(message.details()));
        parameters.put("parts", json(message.parts()));
        parameters.put("heard", facts.heard().toString());
        parameters.put("their_kind", facts.theirs().map(Address::kind).orElse(""));
        parameters.put("theirs", facts.theirs().map(Address::value).orElse(""));
        parameters.put("ours", facts.ours().orElse(""));
        parameters.put("kind", task.wish().by() == SwitchWish.By.OPERATOR ? "operator" : "answer");
        parameters.put("valid_seconds", (int) (task.channel() == Channel.VOICE ? CALL_VALID : validity).toSeconds());
        return database.query(task.wish().tenant(), recordSwitch, parameters, (row, number) -> rows.recorded(row))
                .getFirst();
    }

    /** @param status {@code waiting} or {@code refused} */
    void settle(SwitchTask task, String status, Duration lookIn) {
        Map<String, Object> parameters = wish(task);
        parameters.put("channel", task.channel().wireName());
        parameters.put("status", status);
        parameters.put("code", task.code());
        parameters.put("seconds", lookIn.toMillis() / 1000.0);
        parameters.put("patience_seconds", settings.waitForAddress().toSeconds());
        parameters.put("most_seconds", SELDOM.toSeconds());
        LockConflicts.again(() -> database.update(task.wish().tenant(), settleWish, parameters));
    }

    List<SwitchWish> claim(int most) {
        return intake.sql(claimWishes)
                .param("most", most)
                .param("lease_seconds", LEASE.toSeconds())
                .query((row, number) -> SwitchRows.claimed(row))
                .list();
    }

    private Map<String, Object> wish(SwitchTask task) {
        SwitchWish wish = task.wish();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", wish.tenant());
        parameters.put("conversation", wish.conversation());
        parameters.put("wish", wish.id());
        parameters.put("channels", names(wish.to()));
        parameters.put("by", wish.by().wireName());
        parameters.put("reason", wish.reason());
        parameters.put("carry", wish.inTurn() ? task.carry() : wish.carry());
        parameters.put("call", wish.call().orElse(null));
        parameters.put("tries", wish.tries());
        parameters.put("fence", wish.fence());
        return parameters;
    }

    private String json(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts and numbers are always JSON", impossible);
        }
    }

    private static String[] names(List<Channel> channels) {
        return channels.stream().map(Channel::wireName).toArray(String[]::new);
    }
}
