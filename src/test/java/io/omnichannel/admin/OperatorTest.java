package io.omnichannel.admin;

import io.omnichannel.ServerTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** The server with an agent that can be held back, for what operators do beside it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ServerTest
@Import(HeldAgent.class)
@TestPropertySource(properties = "omnichannel.debounce=50ms")
@interface OperatorTest {}
