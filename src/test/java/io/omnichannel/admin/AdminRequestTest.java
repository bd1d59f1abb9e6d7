package io.omnichannel.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.platform.ProblemException;
import io.omnichannel.platform.json.InputErrors;
import io.omnichannel.platform.json.JsonFields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AdminRequestTest {

    private static final Caller OWN = new Caller.TenantKey("own");

    @Test
    void letsATenantsKeyLeaveItsTenantOut() throws Exception {
        AdminRequest request = request(OWN, Map.of());

        assertThat(request.readableTenant()).isEqualTo("own");
        assertThat(request.writableTenant()).isEqualTo("own");
        assertThat(request.tenantFilter()).hasValue("own");
        assertThat(written(request, "{}")).isEqualTo("own");
    }

    @Test
    void hidesForeignTenantsFromATenantsKeyAndForbidsToWriteThem() {
        AdminRequest request = request(OWN, Map.of("tenantId", List.of("foreign")));

        assertStatus(404, request::readableTenant);
        assertStatus(404, request::tenantFilter);
        assertStatus(403, request::writableTenant);
        assertStatus(403, () -> written(request(OWN, Map.of()), "{\"tenantId\":\"foreign\"}"));
    }

    @Test
    void leavesListsOfAnAdministratorUnfiltered() {
        assertThat(request(new Caller.Administrator(), Map.of()).tenantFilter()).isEmpty();
    }

    @Test
    void refusesATenantThatIsNamedTwiceDifferently() {
        assertStatus(400, request(new Caller.Administrator(), Map.of("tenantId", List.of("a", "b")))::tenantFilter);
    }

    @Test
    void narrowsAnObjectToItsTenantWhoeverNamesIt() throws Exception {
        assertThat(objects(request(OWN, Map.of()), "{}")).hasValue("own");
        assertThat(objects(request(new Caller.Administrator(), Map.of()), "{}")).isEmpty();
        assertThat(objects(request(new Caller.Administrator(), Map.of()), "{\"tenantId\":\"a\"}"))
                .hasValue("a");
        assertStatus(403, () -> objects(request(OWN, Map.of()), "{\"tenantId\":\"foreign\"}"));
    }

    private static Optional<String> objects(AdminRequest request, String body) throws JsonProcessingException {
        InputErrors errors = new InputErrors();
        return request.objectsTenant(JsonFields.of(new ObjectMapper().readTree(body), errors), errors);
    }

    private static AdminRequest request(Caller caller, Map<String, List<String>> query) {
        return new AdminRequest(caller, query, null, false, null, "GET /", "");
    }

    private static String written(AdminRequest request, String body) throws JsonProcessingException {
        InputErrors errors = new InputErrors();
        return request.writableTenant(JsonFields.of(new ObjectMapper().readTree(body), errors), errors)
                .orElseThrow();
    }

    private static void assertStatus(int status, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(
                        refused.problem().status())
                .isEqualTo(status));
    }
}
