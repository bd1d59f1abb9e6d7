package io.omnichannel.camel.tool;

import io.omnichannel.ServerTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** The whole program with the routes of this project and a few tools more, dropped into their folder. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DroppedTools.class)
@ServerTest
@Import({Customers.class, ToolUser.class, SlowStep.class, LookupDouble.class})
@TestPropertySource(
        properties = {
            "omnichannel.routes-dir=" + DroppedTools.FOLDER,
            "omnichannel.debounce=50ms",
            "omnichannel.poll=200ms",
            "test.slow-tool-limit=300ms",
            "omnichannel.tools.lookup-authorization=Bearer of-the-business"
        })
@interface ToolServerTest {}
