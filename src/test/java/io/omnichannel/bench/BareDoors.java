package io.omnichannel.bench;

import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the server is measured against, behind the same filters, and a look at its heap. */
@RestController
@TestComponent
class BareDoors {

    static final String CONTROLLER = "/webhooks/omnichannel/bench-controller";
    static final String ROUTE = "/webhooks/omnichannel/bench-route";
    static final String SOCKET = "/webhooks/omnichannel/bench-socket";
    static final String HEAP = "/bench-heap";
    static final String WRITES = "/bench-writes";
    static final String SOCKETS = "/bench-sockets";

    private static final int COLLECTIONS = 3;

    private final MeterRegistry metrics;

    BareDoors(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    @PostMapping(path = CONTROLLER, produces = "text/plain;charset=UTF-8")
    String constant() {
        return "constant";
    }

    /** Bytes in use after full collections. */
    @GetMapping(HEAP)
    String heap() throws InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return String.valueOf(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    /** How many of the relay's writes are not on disk yet. */
    @GetMapping(WRITES)
    String writesWaiting() {
        return String.valueOf(
                (long) metrics.get("omni.relay.writes.waiting").gauge().value());
    }

    @GetMapping(SOCKETS)
    String socketsOpen() {
        return String.valueOf((long) metrics.get("omni.sockets.open").gauge().value());
    }
}
