package io.omnichannel.messaging.switching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.agent.StoredSettings;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.SwitchWish;
import io.omnichannel.messaging.switching.SwitchCase.Address;
import io.omnichannel.messaging.switching.Switches.Recorded;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What the statements about wishes and switches answer, row by row. */
final class SwitchRows {

    private final ObjectMapper json;
    private final StoredSettings storedSettings;

    SwitchRows(ObjectMapper json, StoredSettings storedSettings) {
        this.json = json;
        this.storedSettings = storedSettings;
    }

    SwitchCase facts(ResultSet row) throws SQLException {
        Optional<Address> theirs =
                Optional.ofNullable(row.getString("theirs")).map(value -> new Address(text(row, "their_kind"), value));
        return new SwitchCase(
                Channel.of(row.getString("channel")),
                row.getInt("switches"),
                row.getString("status"),
                row.getString("owner"),
                Channel.of(row.getString("current_channel")),
                channels(row),
                Optional.ofNullable(row.getString("language")),
                storedSettings.read(row.getString("settings")),
                theirs,
                Optional.ofNullable(row.getString("ours")),
                tree(row.getString("heard")),
                row.getBoolean("opted_out"),
                row.getBoolean("unreachable"),
                row.getBoolean("live"),
                row.getBoolean("asked_for"),
                row.getLong("calls_today"),
                instant(row, "window_opened_at"),
                instant(row, "said_at"),
                Optional.ofNullable(row.getString("said_by")).map(Channel::of),
                row.getString("answer"),
                row.getString("unheard"),
                row.getBoolean("went_on"),
                row.getBoolean("wished"),
                row.getBoolean("code_awaited"),
                instant(row, "database_now").orElseThrow());
    }

    Recorded recorded(ResultSet row) throws SQLException {
        return new Recorded(row.getString("status"), row.getString("code"), channels(row));
    }

    static SwitchWish claimed(ResultSet row) throws SQLException {
        String[] channels = (String[]) row.getArray("channels").getArray();
        return new SwitchWish(
                row.getObject("id", UUID.class),
                row.getString("tenant_id"),
                row.getObject("conversation_id", UUID.class),
                List.of(channels).stream().map(Channel::of).toList(),
                SwitchWish.By.valueOf(row.getString("wished_by").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getString("carry"),
                Optional.ofNullable(row.getObject("call_id", UUID.class)),
                row.getInt("tries"),
                row.getLong("fence"));
    }

    private List<String> channels(ResultSet row) throws SQLException {
        return json.convertValue(tree(row.getString("active_channels")), new TypeReference<List<String>>() {});
    }

    private JsonNode tree(String stored) {
        try {
            return json.readTree(stored == null ? "{}" : stored);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The database holds no JSON in a JSON column", broken);
        }
    }

    private static String text(ResultSet row, String column) {
        try {
            return row.getString(column);
        } catch (SQLException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
