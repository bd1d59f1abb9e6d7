package io.omnichannel.admin;

import io.omnichannel.messaging.operator.Recipient;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import io.omnichannel.platform.json.JsonFields;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The tenant's own numbers and mail address, where it would be its own customer. */
@Component
final class OwnAddresses {

    private static final String OWN = SqlFile.load("own-addresses");

    private final TenantSql sql;

    OwnAddresses(TenantSql sql) {
        this.sql = sql;
    }

    /** Notes with the customer's fields what of it is the tenant's own. */
    void refuse(String tenant, Recipient recipient, JsonFields customer) {
        Map<String, Object> parameters =
                Map.of("tenant", tenant, "phone", recipient.phone(), "email", recipient.email());
        sql.query(tenant, OWN, parameters, (row, at) -> {
            if (row.getBoolean("phone")) {
                customer.wrong("phone", "is one of your own numbers; give the customer's");
            }
            if (row.getBoolean("email")) {
                customer.wrong("email", "is your own address (channels_config.email.from); give the customer's");
            }
            return at;
        });
    }
}
