package io.omnichannel.histories;

import io.omnichannel.agent.Agent;
import io.omnichannel.agent.Next;
import io.omnichannel.agent.Reply;
import io.omnichannel.agent.ScriptedAgent;
import io.omnichannel.agent.Turn;
import io.omnichannel.conversation.Channel;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

/** The offline agent, which also tells which messages it answers. */
@TestComponent
@Primary
class TellingAgent implements Agent {

    static final String CHOOSE = "Choisissez pour moi.";

    private static final Pattern TOKEN = Pattern.compile("h\\d+s\\d+e");

    private final ScriptedAgent offline;

    TellingAgent(ScriptedAgent offline) {
        this.offline = offline;
    }

    @Override
    public void answer(Turn turn, Reply reply) throws InterruptedException {
        Matcher tokens = TOKEN.matcher(turn.text());
        while (tokens.find()) {
            reply.say("[" + tokens.group() + "] ");
        }
        offline.answer(turn, reply);
        if (turn.text().contains(CHOOSE)) {
            Channel there = turn.channel() == Channel.SMS ? Channel.WHATSAPP : Channel.SMS;
            reply.then(new Next.SwitchTo(there, "agents_idea"));
        }
    }
}
