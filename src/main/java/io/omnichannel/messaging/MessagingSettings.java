package io.omnichannel.messaging;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How written messages are answered and sent.
 *
 * @param debounce how long a burst of texts is collected before it is answered, such as 1.5s, 800ms or 0s
 * @param answering how many conversations are answered at the same time
 * @param sending how many messages are sent at the same time; each holds a connection to the database meanwhile
 * @param answerAttempts how often a text is answered anew when no model answers it, the first time included
 * @param answerAgainAfter the pause before the second attempt; each is four times as long as the one before
 * @param lease how long an answer or a send may take before somebody else takes it over
 * @param poll how often to look for work that nobody announced
 * @param validity how long a message that cannot be sent is tried
 * @param lookAfter how long a provider may take to show in its list what it may have taken
 * @param sendingPause how long a provider that failed too often is left alone
 */
@ConfigurationProperties("omnichannel")
public record MessagingSettings(
        @DefaultValue("1.5s") String debounce,
        @DefaultValue("64") int answering,
        @DefaultValue("8") int sending,
        @DefaultValue("4") int answerAttempts,
        @DefaultValue("15s") Duration answerAgainAfter,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("4h") Duration validity,
        @DefaultValue("15s") Duration lookAfter,
        @DefaultValue("15s") Duration sendingPause) {

    /** So often may answering one conversation fail before a human is told. */
    public static final int FAILURES = 5;

    private static final Pattern WRITTEN = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m)");

    public MessagingSettings {
        if (!WRITTEN.matcher(debounce.strip()).matches()) {
            throw new IllegalArgumentException(
                    "omnichannel.debounce is \"" + debounce + "\"; write it like 1.5s, 800ms or 0s");
        }
        if (answering < 1 || sending < 1) {
            throw new IllegalArgumentException(
                    "omnichannel.answering and omnichannel.sending must be at least 1: with 0, nobody would be answered");
        }
        if (answerAttempts < 1 || answerAttempts > FAILURES) {
            throw new IllegalArgumentException("omnichannel.answer-attempts is " + answerAttempts
                    + "; it goes from 1 to " + FAILURES + ", after which a human is told");
        }
        if (lease.toSeconds() < 1) {
            throw new IllegalArgumentException("omnichannel.lease is " + lease
                    + "; an answer needs a second at least, and a model omnichannel.agent.written-give-up-after");
        }
        if (!poll.isPositive()) {
            throw new IllegalArgumentException("omnichannel.poll is " + poll + "; write a time like 1s");
        }
    }

    /** Whether a text may wait after so many failures in a row and this one. */
    public boolean mayBePutOff(int failures) {
        return failures + 1 < answerAttempts;
    }

    /** How long it waits. */
    public Duration pauseAfter(int failures) {
        return answerAgainAfter.multipliedBy(1L << 2 * failures);
    }

    /** The debounce as a duration; Spring's own reading knows no fractions. */
    public Duration debounceTime() {
        Matcher written = WRITTEN.matcher(debounce.strip());
        written.matches();
        int unit = written.group(2).equals("ms") ? 1 : written.group(2).equals("s") ? 1_000 : 60_000;
        return Duration.ofMillis(Math.round(Double.parseDouble(written.group(1)) * unit));
    }
}
