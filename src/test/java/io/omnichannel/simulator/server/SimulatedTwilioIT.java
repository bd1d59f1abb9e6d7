package io.omnichannel.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.simulator.TwilioAccount;
import io.omnichannel.simulator.rest.RestClient;
import io.omnichannel.simulator.rest.RestWorld;
import io.omnichannel.simulator.rest.TwilioRest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

@ServerTest
@TestPropertySource(properties = "omnichannel.data-dir=" + SimulatedTwilioIT.DATA)
class SimulatedTwilioIT {

    /** Of its own: other servers of the tests come and go over the common one. */
    static final String DATA = "target/test-data/simulated-twilio";

    private static final Path PORT_FILE = Path.of(SimulatedTwilioIT.DATA, "simulator.port");

    @Autowired
    World world;

    @Autowired
    Environment environment;

    @Autowired
    TwilioRest twilio;

    @Test
    void standsWhereTwilioWouldBe() {
        assertThat(environment.getProperty("omnichannel.twilio-api-base-url"))
                .isEqualTo(twilio.url().toString());
    }

    @Test
    void takesMessagesOfTheServersOwnAccount() {
        try (RestClient client = RestClient.of(twilio)) {
            HttpResponse<byte[]> answer = client.as(
                            TwilioAccount.SIMULATED_SID, world.account().authToken())
                    .post(RestWorld.MESSAGES, "To", "+33612345678", "From", "+33199000001", "Body", "Bonjour");

            assertThat(answer.statusCode()).isEqualTo(201);
        }
    }

    @Test
    void knowsWhereTheServerListens() {
        assertThat(twilio.account().server()).isEqualTo(world.server());
        assertThat(twilio.account().publicUrl()).isEqualTo(world.server().toString());
    }

    @Test
    void writesItsPortForItsOwnerOnly() throws IOException {
        assertThat(Files.readString(PORT_FILE).strip()).matches("\\d+");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(PORT_FILE)))
                .isEqualTo("rw-------");
    }
}
