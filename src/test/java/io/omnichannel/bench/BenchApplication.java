package io.omnichannel.bench;

import io.omnichannel.OmnichannelApplication;
import io.omnichannel.WithoutTestClasses;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole program in a process of its own, with an agent that costs no time and doors to measure against. */
final class BenchApplication {

    private BenchApplication() {}

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(
                OmnichannelApplication.class, InstantAgent.class, BareDoors.class, BareRoutes.class);
        application.addInitializers(BenchApplication::leaveTestsOut);
        application.run(args);
    }

    /** The tests are on the class path, and some of their helpers are components. */
    private static void leaveTestsOut(ConfigurableApplicationContext context) {
        context.getBeanFactory().registerSingleton("withoutTests", new WithoutTestClasses());
    }
}
