package io.omnichannel.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.admin.IdentityKeys.Key;
import io.omnichannel.admin.IdentityKeys.Kind;
import io.omnichannel.messaging.identity.Merges;
import io.omnichannel.messaging.identity.Unmerges;
import io.omnichannel.platform.ProblemException;
import io.omnichannel.platform.json.InputErrors;
import io.omnichannel.platform.json.JsonFields;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** An operator makes two customers one, or takes them apart again. */
@Component
final class CustomerMerger {

    private final IdentityKeys keys;
    private final Merges merges;
    private final Unmerges unmerges;

    CustomerMerger(IdentityKeys keys, Merges merges, Unmerges unmerges) {
        this.keys = keys;
        this.merges = merges;
        this.unmerges = unmerges;
    }

    /** @throws ProblemException 400, 404, and 409 while calls are on with both */
    public UUID merge(JsonNode body, @Header("id") String id, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        InputErrors errors = new InputErrors();
        JsonFields fields = JsonFields.of(body, errors);
        Optional<String> tenant = request.objectsTenant(fields, errors);
        Optional<UUID> with = fields.text("with", 36).flatMap(Ids::parse);
        if (with.isEmpty()) {
            fields.wrong("with", "must be the id of another customer");
        } else if (with.equals(Ids.parse(id))) {
            fields.wrong("with", "must be another customer than the one in the path");
        }
        fields.refuseUnknown();
        errors.refuse();
        Key customer = keys.of(Kind.CUSTOMER, id, tenant);
        return IdentityAnswers.customer(
                merges.byOperator(customer.tenant(), customer.id(), with.orElseThrow()), Kind.CUSTOMER);
    }

    /** @throws ProblemException 404, and 409 when a later merge comes first or a call is on */
    public UUID undo(JsonNode body, @Header("id") String id, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        InputErrors errors = new InputErrors();
        JsonFields fields = JsonFields.of(body, errors);
        Optional<String> tenant = request.objectsTenant(fields, errors);
        fields.refuseUnknown();
        errors.refuse();
        Key merge = keys.of(Kind.MERGE, id, tenant);
        return IdentityAnswers.customer(unmerges.undo(merge.tenant(), merge.id()), Kind.MERGE);
    }
}
