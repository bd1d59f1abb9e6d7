package io.omnichannel.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WhereNextTest {

    @Test
    void namesCallsAndTextsAsTheyAreTyped() {
        assertThat(WhereNext.advice("./simulate", "8787", Path.of("./data")))
                .contains("./simulate call;", "./simulate sms Bonjour", "whatsapp and mail");
    }

    @Test
    void namesWhatIsNotAsUsual() {
        assertThat(WhereNext.advice("java -jar o.jar simulate", "9000", Path.of("/var/omni")))
                .contains(
                        "java -jar o.jar simulate call --url http://localhost:9000 --data /var/omni;",
                        "simulate sms --url http://localhost:9000 --data /var/omni Bonjour");
    }

    @Test
    void canBePastedWhereTheFolderHasABlank() {
        assertThat(WhereNext.advice("./simulate", "8787", Path.of("/my data")))
                .contains("./simulate call --data '/my data';");
    }
}
