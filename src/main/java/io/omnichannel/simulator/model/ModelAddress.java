package io.omnichannel.simulator.model;

import java.util.Map;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.stereotype.Component;

/** Puts the double in a model's place where that is asked for and no model is named, before anybody asks where models are. */
@Component
class ModelAddress implements BeanFactoryPostProcessor {

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        ConfigurableEnvironment environment = beans.getBean(ConfigurableEnvironment.class);
        boolean wanted = Boolean.parseBoolean(environment.getProperty("omnichannel.llm-simulated", "false"));
        if (!wanted || !environment.getProperty("omnichannel.llm-model", "").isBlank()) {
            return;
        }
        ModelDouble model = ModelDouble.listen(new SeededModel(ModelScript.repeating(), settings(environment)));
        model.rememberNothing();
        beans.registerSingleton("modelDouble", model);
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "omnichannel-model-double",
                        Map.of(
                                "omnichannel.llm-base-url", model.url().toString(),
                                "omnichannel.llm-model", "double",
                                "omnichannel.llm-api-key", "double")));
    }

    private static SimulatedModelSettings settings(ConfigurableEnvironment environment) {
        return Binder.get(environment).bindOrCreate("omnichannel.simulated-model", SimulatedModelSettings.class);
    }
}
