package io.omnichannel.platform;

import io.omnichannel.OmnichannelApplication;
import io.omnichannel.platform.http.ErrorPages;
import io.omnichannel.platform.http.ProblemReport;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What is always there, and behind the switch everything else. */
@Configuration(proxyBeanMethods = false)
@Import({ModuleGate.class, ErrorPages.class, ProblemReport.class, ModuleConfiguration.Enabled.class})
public class ModuleConfiguration {

    /** Every component of the module, found only when it is switched on. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "omnichannel.enabled", havingValue = "true")
    @ComponentScan(basePackageClasses = OmnichannelApplication.class)
    static class Enabled {}
}
