package io.omnichannel.platform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Settings that follow from others: nothing of the module is configured while it is off, and where the routes are. */
public class ModuleEnvironment implements EnvironmentPostProcessor, Ordered {

    private static final String OFF = String.join(
            ",",
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration",
            "org.apache.camel.spring.boot.CamelAutoConfiguration",
            "org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpAutoConfiguration");

    /** After Boot has read application.properties. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> derived = new HashMap<>();
        if ("true".equalsIgnoreCase(environment.getProperty("omnichannel.enabled"))) {
            List<String> routes = RouteFiles.locate(environment.getProperty("omnichannel.routes-dir", ""));
            derived.put("camel.main.routes-include-pattern", String.join(",", routes));
        } else {
            derived.put("spring.autoconfigure.exclude", OFF);
        }
        environment.getPropertySources().addFirst(new MapPropertySource("omnichannel-derived", derived));
    }
}
