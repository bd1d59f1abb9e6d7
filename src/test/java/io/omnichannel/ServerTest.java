package io.omnichannel;

import io.omnichannel.platform.database.TestDatabase;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.autoconfigure.filter.TypeExcludeFilters;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole program on a free port, switched on, with a database of its own and the simulator in Twilio's place. Voices
 * speak at once: a farewell is over when it is said. What the doubles complain of fails the test, unless the
 * {@link World} was told to expect it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = OmnichannelApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "omnichannel.enabled=true",
            "omnichannel.data-dir=target/test-data/server",
            "omnichannel.relay.speech-rate=1000000",
            "omnichannel.relay.setup-timeout=1s",
            "omnichannel.database.pool-size=8",
            "omnichannel.database.intake-pool-size=8",
            "management.server.port=0",
            "logging.structured.format.console="
        })
@ExtendWith(KeptRules.class)
@TypeExcludeFilters(WithoutTestClasses.class)
@Import(World.class)
@ContextConfiguration(initializers = TestDatabase.Initializer.class)
public @interface ServerTest {}
