package io.omnichannel.camel.routes;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Run by {@code ./mvnw -q verify -Proutes}, which says nothing when all is well. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("routes")
@ExtendWith(QuickRouteTest.Quiet.class)
@interface QuickRouteTest {

    /** Without Spring Boot nobody tells the loggers what to leave out. */
    final class Quiet implements BeforeAllCallback, AfterAllCallback {

        private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        private Level before;

        @Override
        public void beforeAll(ExtensionContext context) {
            before = root.getLevel();
            root.setLevel(Level.ERROR);
        }

        @Override
        public void afterAll(ExtensionContext context) {
            root.setLevel(before);
        }
    }
}
