package io.omnichannel.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.twilio.TwilioForm;
import io.omnichannel.twilio.TwilioRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallProcessorsTest {

    private static final String ACCOUNT = "AC00000000000000000000000000000001";

    @Test
    void passesOnTheAccountThatSigned() {
        assertThat(CallProcessors.call(request(true)).accountSid()).isEqualTo(ACCOUNT);
        assertThat(CallProcessors.step(request(true)).accountSid()).isEqualTo(ACCOUNT);
    }

    @Test
    void forgetsAnAccountThatARequestOnlyNames() {
        assertThat(CallProcessors.call(request(false)).accountSid()).isEmpty();
        assertThat(CallProcessors.step(request(false)).accountSid()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"inbound, true", "'', true", "outbound-api, false", "outbound-dial, false"})
    void remembersATenantByItsOwnNumberAndNeverByACustomers(String direction, boolean remembered) {
        RecentTenants tenants = new RecentTenants();

        tenants.seen(
                form("To=%2B33199000001&Direction=" + direction),
                CallAnswer.of(Decision.CONNECT, AgentDefaults.settings()));

        assertThat(tenants.at("+33199000001").isPresent()).isEqualTo(remembered);
    }

    private static TwilioForm form(String text) {
        return TwilioForm.decode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static TwilioRequest request(boolean verified) {
        TwilioForm form = form("AccountSid=" + ACCOUNT + "&CallSid=CA1&To=%2B33199000001");
        return new TwilioRequest("https://omni.example", "/voice", TwilioForm.empty(), form, "", ACCOUNT, verified);
    }
}
