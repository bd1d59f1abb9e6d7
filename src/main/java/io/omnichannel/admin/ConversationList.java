package io.omnichannel.admin;

import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.PhoneNumbers;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import io.omnichannel.platform.json.InputErrors;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** A page of a tenant's conversations, newest activity first. */
@Component
final class ConversationList {

    private static final int USUAL_LIMIT = 50;
    private static final int LONGEST_SEARCH = 200;
    private static final List<String> STATUSES = List.of("active", "idle", "closed");
    private static final List<String> CHANNELS =
            Arrays.stream(Channel.values()).map(Channel::wireName).toList();

    /** What a page of a search looks through takes a fraction of a second: words are looked for in every message. */
    private static final int SEARCHED_A_PAGE = 1_000;

    private final JsonRow rows;
    private final TenantRegion regions;
    private final TenantSql sql;
    private final String boundary = SqlFile.load("search-boundary");

    ConversationList(JsonRow rows, TenantRegion regions, TenantSql sql) {
        this.rows = rows;
        this.regions = regions;
        this.sql = sql;
    }

    private record Key(String updatedAt, UUID id) {

        private static final Key NEWEST = new Key("infinity", new UUID(-1, -1));
        private static final Key OLDEST = new Key("-infinity", new UUID(0, 0));

        static Key of(String[] parts) {
            return new Key(Instant.parse(parts[0]).toString(), UUID.fromString(parts[1]));
        }
    }

    /** The parameters of {@code sql/routes/conversations.sql}. */
    public Map<String, Object> parameters(@Variable(AdminRequest.VARIABLE) AdminRequest request) {
        String tenant = request.readableTenant();
        InputErrors errors = new InputErrors();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", tenant);
        parameters.put("status", oneOf(request, "status", STATUSES, errors));
        parameters.put("channel", oneOf(request, "channel", CHANNELS, errors));
        String customer = customer(request, tenant, errors);
        parameters.put("customer", customer);
        parameters.put("customer_id", Ids.parse(customer).orElse(null));
        parameters.put(
                "search",
                text(request, "q", errors).map(ConversationList::pattern).orElse(null));
        parameters.put("rows", Cursor.limit(request, USUAL_LIMIT, errors) + 1);
        Key before = Cursor.after(request, Key::of, errors).orElse(Key.NEWEST);
        parameters.put("before_time", before.updatedAt());
        parameters.put("before_id", before.id());
        errors.refuse();
        // One customer's conversations are few.
        boolean wide = parameters.get("search") != null && customer == null;
        Key until = wide ? searchedUntil(tenant, parameters) : Key.OLDEST;
        parameters.put("until_time", until.updatedAt());
        parameters.put("until_id", until.id());
        return parameters;
    }

    private Key searchedUntil(String tenant, Map<String, Object> parameters) {
        Map<String, Object> page = new HashMap<>(parameters);
        page.put("most", SEARCHED_A_PAGE);
        return sql
                .query(
                        tenant,
                        boundary,
                        page,
                        (row, number) -> new Key(
                                row.getObject("updated_at", OffsetDateTime.class)
                                        .toInstant()
                                        .toString(),
                                row.getObject("id", UUID.class)))
                .stream()
                .findFirst()
                .orElse(Key.OLDEST);
    }

    /** @param asked where a search has stopped looking, the next page goes on */
    public Answer answer(
            List<Map<String, Object>> found,
            @Header("CamelJdbcParameters") Map<String, Object> asked,
            @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        Page page = Page.of(found, Cursor.limit(request, USUAL_LIMIT, new InputErrors()), rows);
        String next = page.next("updated_at", "id");
        boolean stopped = next == null && !Key.OLDEST.id().equals(asked.get("until_id"));
        return Answer.success(
                "conversations",
                page.rows(),
                "next",
                stopped ? Cursor.of(asked.get("until_time"), asked.get("until_id")) : next);
    }

    private static String oneOf(AdminRequest request, String name, List<String> allowed, InputErrors errors) {
        Optional<String> given = request.parameter(name);
        if (given.isPresent() && !allowed.contains(given.get())) {
            errors.add(name, "must be one of " + String.join(", ", allowed));
        }
        return given.orElse(null);
    }

    /** A customer's id, or an address as it is stored or as Twilio writes it; a number may be in the tenant's national form. */
    private String customer(AdminRequest request, String tenant, InputErrors errors) {
        // A + that was not encoded arrives as a space.
        Optional<String> given = text(request, "customer", errors)
                .map(text -> text.strip().startsWith("whatsapp:") ? text.strip().substring("whatsapp:".length()) : text)
                .map(text -> text.matches(" +[0-9].*") ? "+" + text.strip() : text.strip());
        return given.map(text -> PhoneNumbers.e164(text, regions.toRead(text, Optional.of(tenant)))
                        .orElse(text.contains("@") ? text.toLowerCase(Locale.ROOT) : text))
                .orElse(null);
    }

    private static Optional<String> text(AdminRequest request, String name, InputErrors errors) {
        Optional<String> given = request.parameter(name);
        if (given.isPresent()
                && (given.get().length() > LONGEST_SEARCH || given.get().chars().anyMatch(Character::isISOControl))) {
            errors.add(name, "must have at most " + LONGEST_SEARCH + " characters, none of them control characters");
            return Optional.empty();
        }
        return given;
    }

    /** The text anywhere, its letters meant as letters. */
    private static String pattern(String text) {
        return "%" + text.strip().replaceAll("[\\\\%_]", "\\\\$0") + "%";
    }
}
