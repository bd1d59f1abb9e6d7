package io.omnichannel.agent;

import io.omnichannel.conversation.Line;
import io.omnichannel.conversation.SenderRole;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The summary that needs no model: the customer's own words where they want or tell something, and what they said yes to,
 * one a line. Nothing is put in other words; when there is too much, the oldest lines go.
 */
@Component
final class ExtractiveSummariser implements Summariser {

    /** What says nothing about a customer's wishes once it is answered. */
    private static final Set<Intent> PASSING = EnumSet.range(Intent.REPEAT, Intent.GREETING);

    @Override
    public String summarise(LongConversation conversation) {
        List<String> kept = new ArrayList<>(conversation.earlier().lines().toList());
        Line agent = null;
        for (Line line : conversation.lines()) {
            if (line.role() == SenderRole.AGENT) {
                agent = line;
            } else if (line.role() == SenderRole.CUSTOMER) {
                Intent intent = IntentReader.read(line.content(), conversation.language());
                if (intent == Intent.YES && agent != null) {
                    kept.add("agreed to: " + Recall.quoted(lastSentence(agent.content())));
                } else if (intent == Intent.DIGITS || !PASSING.contains(intent)) {
                    kept.add("customer (" + line.channel().wireName() + "): " + Recall.quoted(line.content()));
                }
                agent = null;
            }
        }
        while (String.join("\n", kept).length() > LONGEST && kept.size() > 1) {
            kept.removeFirst();
        }
        return String.join("\n", kept);
    }

    /** The question that a yes answers. */
    private static String lastSentence(String words) {
        String[] sentences = words.strip().split("(?<=[.!?])\\s+(?=\\p{Lu})");
        return sentences[sentences.length - 1];
    }
}
