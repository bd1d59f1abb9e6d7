package io.omnichannel.camel.routes;

import io.omnichannel.platform.RouteFiles;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Stops a start with broken routes. It runs when every bean is known and none is made: no database is started for routes
 * that cannot be loaded.
 */
@Component
class RouteGuard implements BeanFactoryPostProcessor, EnvironmentAware {

    private Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    /** @throws BrokenRoutes naming every mistake */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        List<String> locations = RouteFiles.locate(environment.getProperty("omnichannel.routes-dir", ""));
        List<Finding> findings =
                new RouteCheck(beanNames(factory), environment::containsProperty).check(RouteTexts.read(locations));
        if (!findings.isEmpty()) {
            throw new BrokenRoutes(findings);
        }
    }

    static Set<String> beanNames(ConfigurableListableBeanFactory factory) {
        Set<String> names = new HashSet<>();
        for (String name : factory.getBeanDefinitionNames()) {
            names.add(name);
            names.addAll(List.of(factory.getAliases(name)));
        }
        return names;
    }
}
