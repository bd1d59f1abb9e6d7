package io.omnichannel.admin;

import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.PhoneNumbers;
import io.omnichannel.platform.json.InputErrors;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

    private final JsonRow rows;
    private final TenantRegion regions;

    ConversationList(JsonRow rows, TenantRegion regions) {
        this.rows = rows;
        this.regions = regions;
    }

    private record Key(String updatedAt, UUID id) {

        private static final Key NEWEST = new Key("infinity", new UUID(-1, -1));

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
        return parameters;
    }

    public Answer answer(List<Map<String, Object>> found, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        Page page = Page.of(found, Cursor.limit(request, USUAL_LIMIT, new InputErrors()), rows);
        return Answer.success("conversations", page.rows(), "next", page.next("updated_at", "id"));
    }

    private static String oneOf(AdminRequest request, String name, List<String> allowed, InputErrors errors) {
        Optional<String> given = request.parameter(name);
        if (given.isPresent() && !allowed.contains(given.get())) {
            errors.add(name, "must be one of " + String.join(", ", allowed));
        }
        return given.orElse(null);
    }

    /** A customer's id, or an address as it is stored; a number may be written in the tenant's national form. */
    private String customer(AdminRequest request, String tenant, InputErrors errors) {
        // A + that was not encoded arrives as a space.
        Optional<String> given = text(request, "customer", errors)
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
