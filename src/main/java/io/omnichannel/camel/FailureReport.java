package io.omnichannel.camel;

import io.omnichannel.platform.FailureKinds;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * One line about a failed exchange: where and what kind, never what was in it, since that may be a customer's words. In an
 * outage every request fails alike: of the same line only a few a second are written, and then how many were not.
 */
@Component("failureReport")
class FailureReport implements Processor {

    private static final int A_SECOND = 10;

    private static final Logger LOG = LoggerFactory.getLogger(FailureReport.class);

    private final InstantSource clock;
    private final Map<String, Flood> floods = new ConcurrentHashMap<>();

    @Autowired
    FailureReport() {
        this(InstantSource.system());
    }

    FailureReport(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String line = "Route %s failed: %s"
                .formatted(exchange.getProperty(Exchange.FAILURE_ROUTE_ID), FailureKinds.of(failure));
        OptionalLong unsaid = floods.computeIfAbsent(line, first -> new Flood())
                .next(clock.instant().getEpochSecond());
        if (unsaid.isPresent() && unsaid.getAsLong() > 0) {
            LOG.error("{} (and {} times more before)", line, unsaid.getAsLong());
        } else if (unsaid.isPresent()) {
            LOG.error("{}", line);
        }
    }

    /** How often one line was written in this second, and how often it was left out since it was written last. */
    private static final class Flood {

        private long second;
        private int said;
        private long unsaid;

        /** @return how often it was left out before, or nothing when it is left out again */
        synchronized OptionalLong next(long now) {
            if (now != second) {
                second = now;
                said = 0;
            }
            if (said == A_SECOND) {
                unsaid++;
                return OptionalLong.empty();
            }
            said++;
            long before = unsaid;
            unsaid = 0;
            return OptionalLong.of(before);
        }
    }
}
