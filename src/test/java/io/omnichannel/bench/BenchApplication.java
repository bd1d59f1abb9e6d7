package io.omnichannel.bench;

import io.omnichannel.OmnichannelApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** The whole program in a process of its own, with an agent that costs no time and doors to measure against. */
final class BenchApplication {

    private BenchApplication() {}

    public static void main(String[] args) {
        SpringApplication application =
                new SpringApplication(OmnichannelApplication.class, InstantAgent.class, BareDoors.class);
        application.addInitializers(BenchApplication::leaveTestsOut);
        application.run(args);
    }

    /** The tests are on the class path, and some of their helpers are components. */
    private static void leaveTestsOut(ConfigurableApplicationContext context) {
        context.getBeanFactory().registerSingleton("withoutTests", new WithoutTests());
    }

    private static final class WithoutTests extends TypeExcludeFilter {

        @Override
        public boolean match(MetadataReader type, MetadataReaderFactory types) {
            return type.getResource().toString().contains("test-classes");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof WithoutTests;
        }

        @Override
        public int hashCode() {
            return WithoutTests.class.hashCode();
        }
    }
}
