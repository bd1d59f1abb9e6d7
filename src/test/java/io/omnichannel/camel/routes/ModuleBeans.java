package io.omnichannel.camel.routes;

import io.omnichannel.EnabledModule;
import java.util.Set;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.annotation.ConfigurationClassPostProcessor;
import org.springframework.mock.env.MockEnvironment;

/** The beans of the module, found as a start finds them and none of them made: names and types, nothing runs. */
final class ModuleBeans {

    private static final DefaultListableBeanFactory FACTORY = define();

    private ModuleBeans() {}

    static Set<String> names() {
        return RouteGuard.beanNames(FACTORY);
    }

    static Class<?> type(String name) {
        return FACTORY.getType(name);
    }

    private static DefaultListableBeanFactory define() {
        DefaultListableBeanFactory factory = new DefaultListableBeanFactory();
        MockEnvironment environment = new MockEnvironment().withProperty("omnichannel.enabled", "true");
        new AnnotatedBeanDefinitionReader(factory, environment).register(EnabledModule.class);
        ConfigurationClassPostProcessor definitions = new ConfigurationClassPostProcessor();
        definitions.setEnvironment(environment);
        definitions.postProcessBeanDefinitionRegistry(factory);
        return factory;
    }
}
