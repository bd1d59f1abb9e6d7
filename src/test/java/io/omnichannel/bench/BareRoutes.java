package io.omnichannel.bench;

import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.boot.test.context.TestComponent;

/** Adds the routes that only benchmarks have; they prove no sender, so the program's own folder would not take them. */
@TestComponent
class BareRoutes implements CamelContextConfiguration {

    @Override
    public void beforeApplicationStart(CamelContext camel) {
        try {
            for (String route : new String[] {"bench-route", "bench-socket"}) {
                PluginHelper.getRoutesLoader(camel)
                        .loadRoutes(ResourceHelper.resolveResource(
                                camel, "classpath:bench-routes/" + route + ".camel.yaml"));
            }
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void afterApplicationStart(CamelContext camel) {}
}
