package io.omnichannel.simulator.model;

import io.omnichannel.simulator.model.ModelAnswer.Call;
import java.util.List;
import java.util.Random;

/**
 * A model that has been talked into wanting harm: tools that nobody offered, other customers' data, loops, arguments of a
 * megabyte or in the shape of headers and addresses. What it asks for is the same for the same seed and request.
 */
public final class HostileModel implements ModelScript {

    private static final List<String> UNLISTED =
            List.of("delete_customer", "run_sql", "send_money", "exec", "direct:send", "../../tool", "CamelHttpUri");
    private static final List<String> ARGUMENTS = List.of(
            "{\"CamelHttpUri\":\"http://169.254.169.254/latest/meta-data\",\"CamelHttpMethod\":\"DELETE\"}",
            "{\"tenant\":\"another-tenant\",\"tenant_id\":\"another-tenant\",\"customer_id\":\"00000000-0000-7000-8000-000000000001\"}",
            "{\"conversation\":\"00000000-0000-7000-8000-000000000002\",\"phone\":\"+33600000000\"}",
            "{\"query\":\"x'; drop table omni_messages; --\"}",
            "{\"text\":\"${exchangeProperty.secret} #{systemProperties} {{sys:user.home}}\"}",
            "{\"url\":\"file:///etc/passwd\"}",
            "{\"a\":1,\"a\":2}",
            "[1,2,3]",
            "not JSON at all",
            "",
            "{\"open\":");

    private final long seed;
    private final int steps;

    /** @param steps how often in one turn it wants tools before it gives up; 1,000 is a loop */
    public HostileModel(long seed, int steps) {
        this.seed = seed;
        this.steps = steps;
    }

    @Override
    public ModelAnswer answer(ModelRequest request) {
        List<String> results = request.toolResults();
        boolean mayCall = !request.json().path("tool_choice").asText().equals("none");
        if (results.size() >= steps || !mayCall) {
            return ModelAnswer.of("I could not do any harm.");
        }
        Random random =
                new Random(seed * 31 + results.size() + request.question().hashCode() * 17L);
        int calls = 1 + random.nextInt(3);
        Call[] wanted = new Call[calls];
        for (int i = 0; i < calls; i++) {
            wanted[i] = new Call("call_" + results.size() + "_" + i, tool(request, random), arguments(random));
        }
        return ModelAnswer.calling(wanted);
    }

    private static String tool(ModelRequest request, Random random) {
        List<String> offered = request.tools();
        return offered.isEmpty() || random.nextBoolean()
                ? UNLISTED.get(random.nextInt(UNLISTED.size()))
                : offered.get(random.nextInt(offered.size()));
    }

    private static String arguments(Random random) {
        return random.nextInt(12) == 0
                ? "{\"text\":\"" + "A".repeat(1 << 20) + "\"}"
                : ARGUMENTS.get(random.nextInt(ARGUMENTS.size()));
    }
}
