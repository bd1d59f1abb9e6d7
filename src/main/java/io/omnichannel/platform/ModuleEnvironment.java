package io.omnichannel.platform;

import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;

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
        MutablePropertySources sources = environment.getPropertySources();
        if ("true".equalsIgnoreCase(environment.getProperty("omnichannel.enabled"))) {
            List<String> routes = RouteFiles.locate(environment.getProperty("omnichannel.routes-dir", ""));
            sources.addLast(derived("camel.main.routes-include-pattern", String.join(",", routes)));
        } else {
            sources.addFirst(derived("spring.autoconfigure.exclude", OFF));
        }
    }

    private static MapPropertySource derived(String name, String value) {
        return new MapPropertySource("omnichannel-derived", Map.of(name, value));
    }
}
