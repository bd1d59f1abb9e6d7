package io.omnichannel.admin;

import io.omnichannel.platform.ProblemException;
import io.omnichannel.platform.json.InputErrors;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** One conversation with its latest messages and its calls. */
@Component
final class ConversationView {

    private static final int MESSAGES = 100;
    private static final Pattern PLACE = Pattern.compile("\\{\\d{1,19}(,\\d{1,19}){0,20}}");
    private static final String LATEST = "{" + Long.MAX_VALUE + "}";

    private final JsonRow rows;

    ConversationView(JsonRow rows) {
        this.rows = rows;
    }

    /**
     * The parameters of {@code sql/routes/conversation*.sql}.
     *
     * @throws ProblemException 404 for what cannot be an id
     */
    public Map<String, Object> parameters(
            @Header("id") String id, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("id", Ids.parse(id).orElseThrow(ConversationView::unknown));
        parameters.put("tenant", request.tenantFilter().orElse(null));
        InputErrors errors = new InputErrors();
        parameters.put("rows", Cursor.limit(request, MESSAGES, errors) + 1);
        parameters.put(
                "before",
                Cursor.after(request, parts -> place(parts[0]), errors).orElse(LATEST));
        errors.refuse();
        return parameters;
    }

    /**
     * The same for what belongs to a conversation that was found: its tenant is known now.
     *
     * @param conversation the row, or null
     * @throws ProblemException 404 when there is none
     */
    public Map<String, Object> found(
            @Variable("conversation") Map<String, Object> conversation,
            @Header("CamelJdbcParameters") Map<String, Object> parameters) {
        if (conversation == null) {
            throw unknown();
        }
        Map<String, Object> more = new HashMap<>(parameters);
        more.put("tenant", conversation.get("tenant_id"));
        return more;
    }

    public Answer answer(
            @Variable("conversation") Map<String, Object> conversation,
            @Variable("messages") List<Map<String, Object>> messages,
            @Variable("calls") List<Map<String, Object>> calls,
            @Variable("suggestion") Map<String, Object> suggestion,
            @Header("CamelJdbcParameters") Map<String, Object> parameters) {
        // Newest first from the database, so that the page ends at the oldest; shown as a timeline.
        Page page = Page.of(messages, (Integer) parameters.get("rows") - 1, rows);
        Map<String, Object> shown = rows.of(conversation);
        shown.put("suggested_channel", suggestion);
        shown.put("messages", page.rows().reversed());
        shown.put("messages_next", page.next("place"));
        // For the cursor alone.
        page.rows().forEach(message -> message.remove("place"));
        shown.put("calls", calls.stream().map(rows::of).toList());
        return Answer.success("conversation", Collections.unmodifiableMap(shown));
    }

    private static String place(String text) {
        if (!PLACE.matcher(text).matches()) {
            throw new IllegalArgumentException("No place in a timeline");
        }
        return text;
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("There is no such conversation");
    }
}
