package io.omnichannel.messaging;

import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Body: a {@link LaneTask} that smells of two machines becomes a note for a human, who owns the conversation from here. */
@Component("holdNote")
class HoldNote implements Processor {

    @Override
    public void process(Exchange exchange) {
        LaneView view = exchange.getMessage().getBody(LaneTask.class).view();
        StoredMessage newest = view.newest().orElseThrow();
        String note = Phrases.in(view.settings().locale()).text(Phrase.HELD_NOTE);
        exchange.getMessage()
                .setBody(new LaneReply(
                        view.lane(),
                        view.lastSeq(),
                        newest.channel(),
                        "notice",
                        note,
                        view.language(),
                        "",
                        "",
                        "[]",
                        true));
    }
}
