package io.omnichannel.admin;

import io.omnichannel.platform.LogContext;
import io.omnichannel.platform.ProblemException;
import io.omnichannel.platform.json.InputErrors;
import io.omnichannel.platform.json.JsonFields;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A call of the admin API: who calls, and what the address says.
 *
 * @param query decoded parameters
 * @param ifMatch the header, or null
 * @param ifNoneMatch whether {@code If-None-Match: *} was sent: only what is not there yet may be made
 * @param idempotencyKey the header, or null
 * @param target method and path
 * @param traceId 32 hex digits
 */
record AdminRequest(
        Caller caller,
        Map<String, List<String>> query,
        String ifMatch,
        boolean ifNoneMatch,
        String idempotencyKey,
        String target,
        String traceId) {

    /** The exchange's variable that holds it. */
    static final String VARIABLE = "request";

    /** How the tenant is called in a query and in a body. */
    static final List<String> TENANT_FIELDS = List.of("tenantId", "tenant_id");

    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final String TENANT_RULE = "must have 1 to 64 characters of A-Z, a-z, 0-9, _ and -";

    static AdminRequest of(Caller caller, HttpServletRequest request) {
        return new AdminRequest(
                caller,
                Query.of(request),
                ifMatch(request),
                "*".equals(request.getHeader("If-None-Match")),
                request.getHeader("Idempotency-Key"),
                request.getMethod() + " " + request.getRequestURI(),
                Servlet.traceId(request));
    }

    // A list may come in several lines (RFC 9110, section 5.3).
    private static String ifMatch(HttpServletRequest request) {
        List<String> lines = Collections.list(request.getHeaders("If-Match"));
        return lines.isEmpty() ? null : String.join(", ", lines);
    }

    /** A parameter's text; empty when it is absent or empty. */
    Optional<String> parameter(String name) {
        return query.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    /** The tenant to read from, which has to be known. */
    String readableTenant() {
        return required(404);
    }

    /** The tenant to change, where there is no body. */
    String writableTenant() {
        return required(403);
    }

    /** The tenant that a list or an object's id is narrowed to; empty for an administrator who names none. */
    Optional<String> tenantFilter() {
        InputErrors errors = new InputErrors();
        Optional<String> named = named(null, errors);
        errors.refuse();
        return allowed(named, 404);
    }

    /** The tenant that a body is written for; empty when it is noted as missing or wrong. */
    Optional<String> writableTenant(JsonFields body, InputErrors errors) {
        InputErrors ofTenant = new InputErrors();
        Optional<String> named = named(body, ofTenant);
        boolean given =
                TENANT_FIELDS.stream().anyMatch(field -> body.value(field).isPresent());
        if (named.isEmpty() && ofTenant.isEmpty() && !given && caller instanceof Caller.Administrator) {
            tenantRequired(ofTenant);
        }
        errors.addAll(ofTenant);
        return ofTenant.isEmpty() ? allowed(named, 403) : Optional.empty();
    }

    /** The tenant of an object that is changed, as a body or the query names it; empty for an administrator who names none. */
    Optional<String> objectsTenant(JsonFields body, InputErrors errors) {
        InputErrors ofTenant = new InputErrors();
        Optional<String> named = named(body, ofTenant);
        errors.addAll(ofTenant);
        return ofTenant.isEmpty() ? allowed(named, 403) : Optional.empty();
    }

    private String required(int foreign) {
        InputErrors errors = new InputErrors();
        Optional<String> named = named(null, errors);
        if (named.isEmpty() && errors.isEmpty() && caller instanceof Caller.Administrator) {
            tenantRequired(errors);
        }
        errors.refuse();
        return allowed(named, foreign).orElseThrow();
    }

    private Optional<String> named(JsonFields body, InputErrors errors) {
        Set<String> names = new LinkedHashSet<>();
        for (String field : TENANT_FIELDS) {
            query.getOrDefault(field, List.of()).stream()
                    .filter(value -> !value.isEmpty())
                    .forEach(names::add);
            if (body != null) {
                body.text(field, 1_000).ifPresent(names::add);
            }
        }
        if (names.stream().anyMatch(name -> !TENANT.matcher(name).matches())) {
            errors.add("tenantId", TENANT_RULE);
        } else if (names.size() > 1) {
            errors.add("tenantId", "is named twice, differently: " + String.join(" and ", names), "tenant_mismatch");
        }
        return errors.isEmpty() ? names.stream().findFirst() : Optional.empty();
    }

    private Optional<String> allowed(Optional<String> named, int foreign) {
        Optional<String> tenant =
                switch (caller) {
                    case Caller.Administrator administrator -> named;
                    case Caller.TenantKey(String own)
                    when named.isEmpty() || named.get().equals(own) -> Optional.of(own);
                    case Caller.TenantKey other
                    when foreign == 403 ->
                        throw new ProblemException(403, "Forbidden", "This key is for another tenant", "forbidden");
                    case Caller.TenantKey other -> throw ProblemException.notFound("There is no such tenant");
                };
        tenant.ifPresent(id -> LogContext.note(LogContext.TENANT, id));
        return tenant;
    }

    private static void tenantRequired(InputErrors errors) {
        errors.add("tenantId", "is required with an administrator's key", "tenant_required");
    }
}
