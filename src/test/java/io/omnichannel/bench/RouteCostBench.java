package io.omnichannel.bench;

import io.omnichannel.bench.ClosedLoop.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a YAML route costs: one that answers a constant beside a Spring controller that does, metrics on. */
@Tag("bench")
class RouteCostBench {

    /** One side of one round. @param serverMicros processor time of the server for a request */
    private record Side(Result result, double serverMicros) {}

    @Test
    void answersAConstant() {
        try (TestServer server = TestServer.start()) {
            Figures.machine(server);
            measure(server, BareDoors.ROUTE, Scale.stretch(15));
            measure(server, BareDoors.CONTROLLER, Scale.stretch(15));
            List<Side> routes = new ArrayList<>();
            List<Side> controllers = new ArrayList<>();
            for (int round = 1; round <= Scale.rounds(); round++) {
                controllers.add(measure(server, BareDoors.CONTROLLER, Scale.stretch(8)));
                routes.add(measure(server, BareDoors.ROUTE, Scale.stretch(8)));
            }
            double route = Medians.of(routes, side -> side.result().perSecond());
            double controller = Medians.of(controllers, side -> side.result().perSecond());
            Figures.fact("route that answers a constant", "%.0f/s".formatted(route));
            Figures.fact("controller that answers a constant", "%.0f/s".formatted(controller));
            Figures.atLeast("route, share of the controller's rate", 100 * route / controller, 50, "%");
            double routeCost = Medians.of(routes, Side::serverMicros);
            double controllerCost = Medians.of(controllers, Side::serverMicros);
            Figures.fact(
                    "processor time of a request",
                    "route %.0f µs, controller %.0f µs: a route costs %.0f µs more"
                            .formatted(routeCost, controllerCost, routeCost - controllerCost));
        }
    }

    private static Side measure(TestServer server, String path, Duration duration) {
        byte[] request = HttpConnection.post(server.port(), path, "Content-Type: text/plain\r\n", "nothing");
        Cpu begin = Cpu.now(server);
        Result result = ClosedLoop.run(duration, () -> new HttpWork(server.port(), () -> request, 200));
        Cpu used = Cpu.now(server).since(begin);
        Figures.fact(path, result + ", " + used);
        return new Side(result, used.serverMicros(result.nanos().getTotalCount()));
    }
}
