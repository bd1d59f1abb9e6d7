package io.omnichannel.messaging;

import io.omnichannel.ServerTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** The whole program with short patience: bursts, second looks and pauses take moments. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ServerTest
@Import({ScriptedWriter.class, Post.class})
@TestPropertySource(
        properties = {
            "omnichannel.debounce=50ms",
            "omnichannel.poll=200ms",
            "omnichannel.look-after=300ms",
            "omnichannel.sending-pause=1s"
        })
@interface SendingTest {}
