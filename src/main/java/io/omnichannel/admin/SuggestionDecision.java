package io.omnichannel.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.admin.IdentityKeys.Key;
import io.omnichannel.admin.IdentityKeys.Kind;
import io.omnichannel.messaging.identity.Codes;
import io.omnichannel.messaging.identity.Suggestions;
import io.omnichannel.platform.ProblemException;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import io.omnichannel.platform.json.InputErrors;
import io.omnichannel.platform.json.JsonFields;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** An operator decides whether an address is a customer's as well, or lets the customer show it. */
@Component
final class SuggestionDecision {

    private final IdentityKeys keys;
    private final Suggestions suggestions;
    private final Codes codes;
    private final Idempotency idempotency;
    private final TenantSql sql;
    private final String language = SqlFile.load("suggestion-language");

    private record Destination(String address, Locale language) {}

    SuggestionDecision(
            IdentityKeys keys, Suggestions suggestions, Codes codes, Idempotency idempotency, TenantSql sql) {
        this.keys = keys;
        this.suggestions = suggestions;
        this.codes = codes;
        this.idempotency = idempotency;
        this.sql = sql;
    }

    /** @throws ProblemException 404, and 409 while calls are on with both customers */
    public UUID confirm(JsonNode body, @Header("id") String id, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        Key suggestion = key(body, id, request);
        return IdentityAnswers.customer(suggestions.confirm(suggestion.tenant(), suggestion.id()), Kind.SUGGESTION);
    }

    /** @throws ProblemException 404 */
    public Answer dismiss(
            JsonNode body, @Header("id") String id, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        Key suggestion = key(body, id, request);
        boolean open = suggestions.dismiss(suggestion.tenant(), suggestion.id()).orElseThrow(Kind.SUGGESTION::unknown);
        return Answer.success("message", open ? "Suggestion dismissed" : "The suggestion was decided before");
    }

    /** @throws ProblemException 404, and 409 with why no code is sent */
    public Answer sendCode(
            JsonNode body, @Header("id") String id, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        Key suggestion = key(body, id, request);
        return idempotency.once(request, suggestion.tenant(), body, () -> send(suggestion));
    }

    private Answer send(Key suggestion) {
        Destination to = sql
                .query(
                        suggestion.tenant(),
                        language,
                        Map.of("tenant", suggestion.tenant(), "suggestion", suggestion.id()),
                        (row, number) -> new Destination(
                                row.getString("address"), Locale.forLanguageTag(row.getString("language"))))
                .stream()
                .findFirst()
                .orElseThrow(Kind.SUGGESTION::unknown);
        String refusal = codes.send(suggestion.tenant(), suggestion.id(), to.address(), to.language())
                .orElseThrow(() -> IdentityAnswers.conflict("The suggestion was decided before", "suggestion_decided"));
        if (!refusal.isEmpty()) {
            throw IdentityAnswers.conflict(why(refusal), refusal);
        }
        return Answer.success("message", "The code is on its way and valid for 15 minutes")
                .withStatus(202);
    }

    private Key key(JsonNode body, String id, AdminRequest request) {
        InputErrors errors = new InputErrors();
        JsonFields fields = JsonFields.of(body, errors);
        Optional<String> tenant = request.objectsTenant(fields, errors);
        fields.refuseUnknown();
        errors.refuse();
        return keys.of(Kind.SUGGESTION, id, tenant);
    }

    private static String why(String refusal) {
        return switch (refusal) {
            case "no_channel" -> "A code can be sent to a mail address or a phone number only; confirm it yourself";
            case "conversation_closed" -> "The customer has no open conversation to give the code in";
            case "channel_off" -> "The channel the code would take is switched off in channels_config";
            case "no_sender" -> "There is no address or number of yours to send the code from";
            case "opted_out" -> "Whoever has this address wants no messages from you";
            default -> "Three codes a day are enough for one customer and for one address; try again tomorrow";
        };
    }
}
