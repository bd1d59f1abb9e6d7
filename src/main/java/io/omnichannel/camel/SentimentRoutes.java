package io.omnichannel.camel;

import io.omnichannel.sentiment.SentimentRoute;
import org.apache.camel.ProducerTemplate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the reading of a customer's mood becomes an exchange. */
@Configuration(proxyBeanMethods = false)
class SentimentRoutes {

    @Bean
    SentimentRoute sentimentRoute(ProducerTemplate routes) {
        return task -> routes.sendBody("direct:sentiment", task);
    }
}
