package io.omnichannel.admin;

import io.omnichannel.platform.json.InputErrors;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** A page of mappings, by tenant and age. */
@Component
final class PhoneMappingList {

    private static final int USUAL_LIMIT = 50;

    private final JsonRow rows;

    PhoneMappingList(JsonRow rows) {
        this.rows = rows;
    }

    private record Key(String tenant, Instant createdAt, UUID id) {

        private static final Key BEFORE_ALL = new Key("", Instant.EPOCH, new UUID(0, 0));

        static Key of(String[] parts) {
            return new Key(parts[0], Instant.parse(parts[1]), UUID.fromString(parts[2]));
        }
    }

    /** The parameters of {@code sql/routes/phone-mappings.sql}. */
    public Map<String, Object> parameters(@Variable(AdminRequest.VARIABLE) AdminRequest request) {
        InputErrors errors = new InputErrors();
        int limit = Cursor.limit(request, USUAL_LIMIT, errors);
        Key after = Cursor.after(request, Key::of, errors).orElse(Key.BEFORE_ALL);
        errors.refuse();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", request.tenantFilter().orElse(null));
        parameters.put("after_tenant", after.tenant());
        parameters.put("after_time", after.createdAt().toString());
        parameters.put("after_id", after.id());
        parameters.put("rows", limit + 1);
        return parameters;
    }

    public Answer answer(List<Map<String, Object>> found, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        Page page = Page.of(found, Cursor.limit(request, USUAL_LIMIT, new InputErrors()), rows);
        return Answer.success("phone_mappings", page.rows(), "next", page.next("tenant_id", "created_at", "id"));
    }
}
