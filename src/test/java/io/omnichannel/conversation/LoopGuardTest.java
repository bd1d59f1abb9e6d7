package io.omnichannel.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.conversation.LoopGuard.Hold;
import io.omnichannel.conversation.LoopGuard.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopGuardTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final List<Written> recent = new ArrayList<>();

    @Test
    void letsAConversationGoOn() {
        for (int i = 0; i < 19; i++) {
            pair(Duration.ofSeconds(500 - i), "question " + i, "answer " + i);
        }
        customer(Duration.ZERO, "question 20");

        assertThat(LoopGuard.judge(recent, NOW)).isEmpty();
    }

    @Test
    void holdsTheTwentyFirstReplyInTenMinutes() {
        for (int i = 0; i < 20; i++) {
            pair(Duration.ofSeconds(500 - i), "question " + i, "answer " + i);
        }
        customer(Duration.ZERO, "question 21");

        assertThat(LoopGuard.judge(recent, NOW)).contains(Hold.TOO_MANY_REPLIES);
    }

    @Test
    void letsTheAgentAnswerAgainWhenTimeHasPassed() {
        for (int i = 0; i < 20; i++) {
            pair(Duration.ofMinutes(10), "question " + i, "answer " + i);
        }
        customer(Duration.ZERO, "question 21");

        assertThat(LoopGuard.judge(recent, NOW)).isEmpty();
    }

    @Test
    void holdsAtTheFourthIdenticalPairInFiveMinutes() {
        for (int i = 3; i > 0; i--) {
            customer(Duration.ofMinutes(i), "I am out of office ");
            agent(Duration.ofMinutes(i), "How  can I help?");
            assertThat(LoopGuard.judge(recent, NOW)).isEmpty();
        }
        customer(Duration.ZERO, "i am out of office");

        assertThat(LoopGuard.judge(recent, NOW)).contains(Hold.SAME_AGAIN);
    }

    @Test
    void forgetsPairsAfterFiveMinutes() {
        pair(Duration.ofMinutes(5), "same", "again");
        pair(Duration.ofMinutes(2), "same", "again");
        pair(Duration.ofMinutes(1), "same", "again");
        customer(Duration.ZERO, "same");

        assertThat(LoopGuard.judge(recent, NOW)).isEmpty();
    }

    @Test
    void answersSomethingNewAfterThreeIdenticalPairs() {
        for (int i = 3; i > 0; i--) {
            pair(Duration.ofMinutes(i), "same", "again");
        }
        customer(Duration.ZERO, "something else");

        assertThat(LoopGuard.judge(recent, NOW)).isEmpty();
    }

    @Test
    void takesABurstAsOneQuestion() {
        for (int i = 3; i > 0; i--) {
            customer(Duration.ofSeconds(i * 20 + 1), "one");
            pair(Duration.ofSeconds(i * 20), "two", "again");
        }
        customer(Duration.ofSeconds(2), "one");
        assertThat(LoopGuard.judge(recent, NOW)).isEmpty();

        customer(Duration.ofSeconds(1), "two");
        assertThat(LoopGuard.judge(recent, NOW)).contains(Hold.SAME_AGAIN);
    }

    @Test
    void countsNeitherCallsNorPeopleNorNotes() {
        for (int i = 0; i < 40; i++) {
            Instant at = NOW.minusSeconds(i);
            recent.add(new Written(SenderRole.AGENT, Channel.VOICE, "spoken", at));
            recent.add(new Written(SenderRole.HUMAN, Channel.SMS, "typed", at));
            recent.add(new Written(SenderRole.SYSTEM, Channel.SMS, "noted", at));
        }
        customer(Duration.ZERO, "same");

        assertThat(LoopGuard.judge(recent, NOW)).isEmpty();
    }

    @Test
    void doesNotCareInWhichOrderItIsTold() {
        for (int i = 3; i > 0; i--) {
            pair(Duration.ofMinutes(i), "same", "again");
        }
        customer(Duration.ZERO, "same");

        assertThat(LoopGuard.judge(recent.reversed(), NOW)).contains(Hold.SAME_AGAIN);
    }

    private void pair(Duration ago, String question, String answer) {
        customer(ago.plusMillis(500), question);
        agent(ago, answer);
    }

    private void customer(Duration ago, String content) {
        recent.add(new Written(
                SenderRole.CUSTOMER, Channel.SMS, content, NOW.minus(ago).minusMillis(1)));
    }

    private void agent(Duration ago, String content) {
        recent.add(new Written(SenderRole.AGENT, Channel.SMS, content, NOW.minus(ago)));
    }
}
