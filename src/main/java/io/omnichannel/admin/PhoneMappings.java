package io.omnichannel.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.agent.settings.SettingsWarning;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.platform.ProblemException;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import io.omnichannel.platform.json.InputErrors;
import io.omnichannel.platform.json.JsonFields;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Which number belongs to which tenant: adding and removing. */
@Component
final class PhoneMappings {

    private static final String ADD = SqlFile.load("phone-mapping-add");
    private static final String REMOVE = SqlFile.load("phone-mapping-remove");

    private static final SettingsWarning UNCONFIGURED = new SettingsWarning(
            "config_missing",
            "tenantId",
            "this tenant has no configuration yet; until PUT /agent/config gives it one, the number is answered with the"
                    + " defaults. Look whether the name is right");

    private record Added(Instant at, boolean configured) {}

    private final TenantSql sql;
    private final TenantRegion regions;

    PhoneMappings(TenantSql sql, TenantRegion regions) {
        this.sql = sql;
        this.regions = regions;
    }

    /** @throws ProblemException 400 with everything that is wrong, 403 for another tenant's */
    public NewMapping check(JsonNode body, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        InputErrors errors = new InputErrors();
        JsonFields fields = JsonFields.of(body, errors);
        Optional<String> tenant = request.writableTenant(fields, errors);
        NewMapping mapping = NewMapping.read(fields, tenant, regions);
        fields.refuseUnknown();
        errors.refuse();
        return mapping;
    }

    /** @throws ProblemException 409 when the number belongs to somebody */
    public Answer add(NewMapping mapping) {
        UUID id = Uuid7.next();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", id);
        values.put("tenant_id", mapping.tenant());
        values.put("phone_number", mapping.number());
        values.put("channels", mapping.channels().toArray(String[]::new));
        values.put("account_sid", mapping.accountSid());
        List<Added> created = sql.query(
                mapping.tenant(),
                ADD,
                values,
                (row, number) -> new Added(row.getTimestamp("created_at").toInstant(), row.getBoolean("configured")));
        if (created.isEmpty()) {
            throw new ProblemException(
                    409, "Conflict", "This number is mapped already; remove that mapping first", "number_taken");
        }
        values.put("created_at", created.getFirst().at());
        List<SettingsWarning> warnings = created.getFirst().configured() ? List.of() : List.of(UNCONFIGURED);
        return Answer.success("message", "Number mapped", "id", id, "phone_mapping", values, "warnings", warnings)
                .withStatus(201);
    }

    /** @throws ProblemException 404 when there is no such mapping, or it is another tenant's */
    public Answer remove(@Header("id") String id, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        String tenant = request.tenantFilter().orElse("");
        Optional<UUID> known = Ids.parse(id);
        if (known.isEmpty() || sql.update(tenant, REMOVE, Map.of("id", known.get(), "tenant", tenant)) == 0) {
            throw ProblemException.notFound("There is no such mapping");
        }
        return Answer.success("message", "Mapping removed");
    }
}
