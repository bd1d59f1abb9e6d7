package io.omnichannel.messaging.lane;

import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.messaging.StoredMessage;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Body: a {@link LaneTask} that is not the agent's to answer becomes a note for a human, who owns the conversation from here. */
@Component("holdNote")
class HoldNote implements Processor {

    @Override
    public void process(Exchange exchange) {
        LaneTask task = exchange.getMessage().getBody(LaneTask.class);
        LaneView view = task.view();
        StoredMessage newest = view.newest().orElseThrow();
        String note = Phrases.in(view.settings().locale()).text(note(task.reason()));
        exchange.getMessage()
                .setBody(new LaneReply(
                        view.lane(),
                        view.lastSeq(),
                        Uuid7.next(),
                        null,
                        newest.channel(),
                        "notice",
                        note,
                        view.language(),
                        "",
                        "",
                        "{\"reason\":\"" + task.reason() + "\"}",
                        "[]",
                        true,
                        note,
                        false,
                        Optional.empty()));
    }

    private static Phrase note(String reason) {
        return switch (reason) {
            case "revoked" -> Phrase.REVOKED_NOTE;
            case "failed" -> Phrase.FAILED_NOTE;
            default -> Phrase.HELD_NOTE;
        };
    }
}
