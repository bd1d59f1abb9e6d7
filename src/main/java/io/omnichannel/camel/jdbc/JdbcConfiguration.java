package io.omnichannel.camel.jdbc;

import org.apache.camel.component.jdbc.JdbcComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The component behind {@code jdbc:} in the routes. */
@Configuration(proxyBeanMethods = false)
class JdbcConfiguration {

    @Bean("jdbc")
    JdbcComponent jdbc() {
        JdbcComponent component = new JdbcComponent();
        component.setConnectionStrategy(new CountedParameters());
        return component;
    }
}
