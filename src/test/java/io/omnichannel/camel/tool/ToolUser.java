package io.omnichannel.camel.tool;

import io.omnichannel.agent.Agent;
import io.omnichannel.agent.Reply;
import io.omnichannel.agent.ToolOutcome;
import io.omnichannel.agent.Toolbox;
import io.omnichannel.agent.Turn;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

/** An agent that does what it is told: "use tool {arguments}", and once more what it did last when it is told "Oui". */
@Primary
@TestComponent
class ToolUser implements Agent {

    private final Toolbox toolbox;
    private final List<Turn> turns = new CopyOnWriteArrayList<>();
    private final Map<UUID, String> last = new ConcurrentHashMap<>();

    ToolUser(Toolbox toolbox) {
        this.toolbox = toolbox;
    }

    @Override
    public void answer(Turn turn, Reply reply) throws InterruptedException {
        turns.add(turn);
        UUID conversation = turn.identity().conversation();
        if (turn.text().startsWith("use ")) {
            last.put(conversation, turn.text());
        }
        String order =
                turn.text().startsWith("use ") || turn.text().equals("Oui") ? last.getOrDefault(conversation, "") : "";
        if (order.isEmpty()) {
            reply.say("Bien.");
            return;
        }
        String[] words = order.split(" ", 3);
        ToolOutcome outcome = toolbox.call(turn, words[1], words[2]);
        reply.say(outcome.kind() + ": " + outcome.text());
        reply.then(outcome.next());
    }

    List<Turn> turns(String tenant) {
        return turns.stream()
                .filter(turn -> turn.identity().tenant().equals(tenant))
                .toList();
    }
}
