package io.omnichannel.camel;

import io.omnichannel.platform.FailureKinds;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One line about a failed exchange: where and what kind, never what was in it, since that may be a customer's words. */
@Component("failureReport")
class FailureReport implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(FailureReport.class);

    @Override
    public void process(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        LOG.error("Route {} failed: {}", exchange.getProperty(Exchange.FAILURE_ROUTE_ID), FailureKinds.of(failure));
    }
}
