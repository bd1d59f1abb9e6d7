package io.omnichannel.agent.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.simulator.model.ModelAnswer;
import io.omnichannel.simulator.model.ModelDouble;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole server with the double as its model. */
@ServerTest
abstract class ModelServerTest {

    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final ModelDouble MODEL = ModelDouble.listen(request -> ModelAnswer.of("Bonjour."));

    @Autowired
    World world;

    @DynamicPropertySource
    static void model(DynamicPropertyRegistry settings) {
        settings.add("omnichannel.llm-base-url", MODEL::url);
        settings.add("omnichannel.llm-model", () -> "double");
        settings.add("omnichannel.llm-api-key", () -> "server-key");
        settings.add("omnichannel.sentiment.by", () -> "model");
        // What one test breaks is whole again for the next.
        settings.add("omnichannel.llm-pause", () -> "100ms");
        // A text that no model answers is tried again soon.
        settings.add("omnichannel.agent.written-hedge-after", () -> "500ms");
        settings.add("omnichannel.agent.written-give-up-after", () -> "1s");
        settings.add("omnichannel.answer-again-after", () -> "50ms");
        settings.add("omnichannel.debounce", () -> "50ms");
    }

    /** A tenant with an account of its own at the double. */
    World.Tenant ownAccount(String name) {
        return ownAccount(name, settings -> {});
    }

    World.Tenant ownAccount(String name, Consumer<ObjectNode> changes) {
        World.Tenant tenant = world.tenant(settings -> {
            settings.putObject("llm").put("base_url", MODEL.url() + "/").put("model", name);
            changes.accept(settings);
        });
        world.database()
                .update(
                        "update omni_agent_configs set secrets = jsonb_build_object('llm', jsonb_build_object('api_key', ?::text))"
                                + " where tenant_id = ?",
                        name,
                        tenant.id());
        return tenant;
    }
}
