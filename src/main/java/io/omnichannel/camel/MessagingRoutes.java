package io.omnichannel.camel;

import io.omnichannel.conversation.SwitchOutcome;
import io.omnichannel.messaging.briefing.BriefingRoute;
import io.omnichannel.messaging.intake.GapReconcileRoute;
import io.omnichannel.messaging.lane.AgentReplyRoute;
import io.omnichannel.messaging.mirror.MirrorRoute;
import io.omnichannel.messaging.outbox.SendRoute;
import io.omnichannel.messaging.switching.ChannelSwitchRoute;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Where the workers' claims become exchanges, and the transaction that a route can ask for. */
@Configuration(proxyBeanMethods = false)
class MessagingRoutes {

    @Bean
    AgentReplyRoute agentReplyRoute(ProducerTemplate routes) {
        return lane -> routes.sendBody("direct:agent-reply", lane);
    }

    @Bean
    SendRoute sendRoute(ProducerTemplate routes) {
        return item -> routes.sendBody("direct:send", item);
    }

    @Bean
    GapReconcileRoute gapReconcileRoute(ProducerTemplate routes) {
        return gap -> routes.sendBody("direct:gap-reconcile", gap);
    }

    @Bean
    MirrorRoute mirrorRoute(ProducerTemplate routes) {
        return task -> routes.sendBody("direct:mirror", task);
    }

    @Bean
    ChannelSwitchRoute channelSwitchRoute(ProducerTemplate routes) {
        return wish -> routes.requestBody("direct:channel-switch", wish, SwitchOutcome.class);
    }

    @Bean
    BriefingRoute briefingRoute(ProducerTemplate routes) {
        return task -> routes.sendBody("direct:briefing", task);
    }

    /** One transaction from the check of the consent to the record of what the provider said. */
    @Bean
    SpringTransactionPolicy sendingTransaction(@Qualifier("appTransactions") PlatformTransactionManager transactions) {
        SpringTransactionPolicy policy = new SpringTransactionPolicy(transactions);
        policy.setPropagationBehaviorName("PROPAGATION_REQUIRED");
        return policy;
    }
}
