package io.omnichannel.admin;

import io.omnichannel.platform.ProblemException;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** One customer with addresses, conversations, suggestions and merges. */
@Component
final class CustomerView {

    private final JsonRow rows;

    CustomerView(JsonRow rows) {
        this.rows = rows;
    }

    /**
     * The parameters of {@code sql/routes/customer.sql}.
     *
     * @throws ProblemException 404 for what cannot be an id
     */
    public Map<String, Object> parameters(
            @Header("id") String id, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("id", Ids.parse(id).orElseThrow(IdentityKeys.Kind.CUSTOMER::unknown));
        parameters.put("tenant", request.tenantFilter().orElse(null));
        return parameters;
    }

    /**
     * @param customer the row, or null
     * @throws ProblemException 404 when there is none
     */
    public Answer answer(@Body Map<String, Object> customer) {
        if (customer == null) {
            throw IdentityKeys.Kind.CUSTOMER.unknown();
        }
        return Answer.success("customer", rows.of(customer));
    }
}
