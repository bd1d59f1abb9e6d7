package io.omnichannel.camel.routes;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.omnichannel.camel.tool.ToolComponent;
import io.omnichannel.camel.tool.ToolRegistry;
import io.omnichannel.camel.websocket.SocketComponent;
import jakarta.mail.Session;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.objenesis.ObjenesisStd;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Camel with every bean of the module stood in for by one that does nothing, without database and HTTP server: whatever
 * Camel finds wrong with a route while it builds and starts it, it finds here too.
 */
final class BareCamel implements AutoCloseable {

    private final CamelContext camel = new DefaultCamelContext();
    private final AnnotationConfigApplicationContext sockets = new AnnotationConfigApplicationContext();

    BareCamel(Properties settings) {
        sockets.register(ObjectMapper.class);
        sockets.scan("io.omnichannel.camel.websocket");
        sockets.refresh();
        camel.setSourceLocationEnabled(true);
        camel.getPropertiesComponent().setInitialProperties(settings);
        camel.addComponent("websocket-jsr356", sockets.getBean(SocketComponent.class));
        camel.addComponent("tool", new ToolComponent(new ToolRegistry()));
        PlatformHttpComponent http = new PlatformHttpComponent();
        http.setEngine(new NoServer());
        camel.addComponent("platform-http", http);
        ModuleBeans.names().forEach(name -> {
            Class<?> type = ModuleBeans.type(name);
            if (type != null && !Component.class.isAssignableFrom(type)) {
                camel.getRegistry().bind(name, standIn(type));
            }
        });
    }

    /** Builds and starts the routes of these files. */
    void load(Collection<String> locations) throws Exception {
        for (String location : locations) {
            Resource file = ResourceHelper.resolveMandatoryResource(camel, location);
            PluginHelper.getRoutesLoader(camel).loadRoutes(file);
        }
        camel.start();
    }

    CamelContext camel() {
        return camel;
    }

    @Override
    public void close() throws Exception {
        camel.close();
        sockets.close();
    }

    private static Object standIn(Class<?> type) {
        if (type == Processor.class) {
            return (Processor) exchange -> {};
        }
        if (type == SpringTransactionPolicy.class) {
            return new SpringTransactionPolicy((PlatformTransactionManager) standIn(PlatformTransactionManager.class));
        }
        if (type == Session.class) {
            return Session.getInstance(new Properties());
        }
        if (type == CircuitBreaker.class) {
            return CircuitBreaker.ofDefaults("stand-in");
        }
        if (type.isInterface()) {
            return Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "equals" -> proxy == arguments[0];
                        case "toString" -> "stand-in of " + type.getSimpleName();
                        default -> null;
                    });
        }
        return Modifier.isAbstract(type.getModifiers()) ? new Object() : new ObjenesisStd().newInstance(type);
    }

    /** Takes endpoints in, and never gets a request. */
    private static final class NoServer implements PlatformHttpEngine {

        @Override
        public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
            return new NoRequests(endpoint, processor);
        }
    }

    private static final class NoRequests extends DefaultConsumer implements PlatformHttpConsumer {

        NoRequests(PlatformHttpEndpoint endpoint, Processor processor) {
            super(endpoint, processor);
        }

        @Override
        public PlatformHttpEndpoint getEndpoint() {
            return (PlatformHttpEndpoint) super.getEndpoint();
        }

        @Override
        public Exchange createExchange(boolean autoRelease) {
            throw new IllegalStateException("There is no server");
        }
    }
}
