package io.omnichannel.messaging.switching;

import io.omnichannel.ServerTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** The whole program with short patience, voices that need their time, and nobody's night. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ServerTest
@Import(Elsewhere.class)
@TestPropertySource(
        properties = {
            "omnichannel.debounce=50ms",
            "omnichannel.poll=100ms",
            "omnichannel.look-after=300ms",
            "omnichannel.relay.speech-rate=15",
            "omnichannel.switching.look-again=200ms",
            "omnichannel.switching.call-dropped=200ms sms whatsapp",
            "omnichannel.switching.call-retries=200ms 200ms"
        })
@interface SwitchTest {}
