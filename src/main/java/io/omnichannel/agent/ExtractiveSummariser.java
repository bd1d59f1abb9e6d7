package io.omnichannel.agent;

import io.omnichannel.conversation.Line;
import io.omnichannel.conversation.SenderRole;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * The summary that needs no model: the customer's own words where they want or tell something, and what they said yes to,
 * one a line. Nothing is put in other words; when there is too much, the oldest lines go.
 *
 * <p>Calls that began together are long together: a thousand summaries can be due in the same seconds. They are made one at a
 * time, with rests between, so that they take a fifth of one processor at most from those who wait for an answer.
 */
@Component
final class ExtractiveSummariser implements Summariser {

    /** What says nothing about a customer's wishes once it is answered. */
    private static final Set<Intent> PASSING = EnumSet.range(Intent.REPEAT, Intent.GREETING);

    /** As many times as long as the work before it. */
    private static final int REST = 4;

    private final ReentrantLock work = new ReentrantLock(true);
    private long restedAt = System.nanoTime();

    @Override
    public String summarise(LongConversation conversation) throws InterruptedException {
        work.lockInterruptibly();
        try {
            TimeUnit.NANOSECONDS.sleep(restedAt - System.nanoTime());
            long begun = System.nanoTime();
            String summary = summary(conversation);
            long ended = System.nanoTime();
            restedAt = ended + REST * (ended - begun);
            return summary;
        } finally {
            work.unlock();
        }
    }

    private static String summary(LongConversation conversation) {
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
