package io.omnichannel.admin;

import io.omnichannel.platform.json.InputErrors;
import io.omnichannel.platform.json.Nearest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Refuses what a path does not take behind its question mark, so that a mistyped name is never silently dropped. Which
 * names a path takes is said by its route; the tenant is taken everywhere.
 */
@Component
final class QueryParameters {

    // Names of any length would make the suggestion a long calculation.
    private static final int LONGEST_NAME = 64;

    /** The path takes the tenant and nothing more. */
    public void none(Exchange exchange) {
        check(List.of(), exchange);
    }

    /** @param names what the path takes beside the tenant, once each; comma-separated */
    public void only(String names, Exchange exchange) {
        check(List.of(names.split(", *")), exchange);
    }

    private static void check(List<String> taken, Exchange exchange) {
        AdminRequest request = exchange.getVariable(AdminRequest.VARIABLE, AdminRequest.class);
        Map<String, List<String>> query = request != null
                ? request.query()
                : Servlet.request(exchange).map(Query::of).orElse(Map.of());
        InputErrors errors = new InputErrors();
        query.forEach((name, values) -> {
            // Whether a tenant that is named twice is the same one is for AdminRequest to say.
            if (!AdminRequest.TENANT_FIELDS.contains(name)) {
                if (!taken.contains(name)) {
                    errors.add(shown(name), "is not a parameter here" + cure(name, taken));
                } else if (values.size() > 1) {
                    errors.add(name, "is there " + values.size() + " times; send it once");
                }
            }
        });
        errors.refuse();
    }

    private static String cure(String name, List<String> taken) {
        List<String> known = Stream.concat(taken.stream(), Stream.of(AdminRequest.TENANT_FIELDS.getFirst()))
                .toList();
        String meant = name.length() > LONGEST_NAME
                ? ""
                : Nearest.to(name, known)
                        .map(nearest -> "; did you mean " + nearest + "?")
                        .orElse("");
        return meant + (meant.isEmpty() ? "; this" : " This") + " path takes " + String.join(", ", known);
    }

    private static String shown(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
    }
}
