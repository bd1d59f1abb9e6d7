package io.omnichannel.admin;

import io.omnichannel.platform.json.InputErrors;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** A page of what could not be sent or read, newest first. */
@Component
final class DeadLetterList {

    private static final int USUAL_LIMIT = 50;

    private final JsonRow rows;

    DeadLetterList(JsonRow rows) {
        this.rows = rows;
    }

    private record Key(String updatedAt, UUID id) {

        private static final Key NEWEST = new Key("infinity", new UUID(-1, -1));

        static Key of(String[] parts) {
            return new Key(Instant.parse(parts[0]).toString(), UUID.fromString(parts[1]));
        }
    }

    /** The parameters of {@code sql/routes/dead-letters.sql}. */
    public Map<String, Object> parameters(@Variable(AdminRequest.VARIABLE) AdminRequest request) {
        InputErrors errors = new InputErrors();
        int limit = Cursor.limit(request, USUAL_LIMIT, errors);
        Key before = Cursor.after(request, Key::of, errors).orElse(Key.NEWEST);
        errors.refuse();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", request.tenantFilter().orElse(null));
        parameters.put("before_time", before.updatedAt());
        parameters.put("before_id", before.id());
        parameters.put("rows", limit + 1);
        return parameters;
    }

    public Answer answer(List<Map<String, Object>> found, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        Page page = Page.of(found, Cursor.limit(request, USUAL_LIMIT, new InputErrors()), rows);
        return Answer.success("dead_letters", page.rows(), "next", page.next("updated_at", "id"));
    }
}
