package io.omnichannel.admin;

import io.omnichannel.platform.json.InputErrors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** A page of what suggests that customers have another address, newest first. */
@Component
final class SuggestionList {

    private static final int USUAL_LIMIT = 50;
    private static final List<String> STATUSES = List.of("pending", "confirmed", "dismissed", "undone");
    private static final UUID NEWEST = new UUID(-1, -1);

    private final JsonRow rows;

    SuggestionList(JsonRow rows) {
        this.rows = rows;
    }

    /** The parameters of {@code sql/routes/merge-suggestions.sql}; without a status those that are to be decided. */
    public Map<String, Object> parameters(@Variable(AdminRequest.VARIABLE) AdminRequest request) {
        InputErrors errors = new InputErrors();
        String status = request.parameter("status").orElse("pending");
        if (!STATUSES.contains(status)) {
            errors.add("status", "must be one of " + String.join(", ", STATUSES));
        }
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", request.tenantFilter().orElse(null));
        parameters.put("status", status);
        parameters.put("rows", Cursor.limit(request, USUAL_LIMIT, errors) + 1);
        parameters.put(
                "before_id",
                Cursor.after(request, parts -> UUID.fromString(parts[0]), errors)
                        .orElse(NEWEST));
        errors.refuse();
        return parameters;
    }

    public Answer answer(List<Map<String, Object>> found, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        Page page = Page.of(found, Cursor.limit(request, USUAL_LIMIT, new InputErrors()), rows);
        return Answer.success("suggestions", page.rows(), "next", page.next("id"));
    }
}
