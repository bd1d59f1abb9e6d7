package io.omnichannel.simulator.mail;

import io.omnichannel.simulator.Awaited;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every mail that SendGrid's double took, in order, and what it had to complain of. Safe for several threads. */
public final class MailLedger {

    private final List<SentMail> mails = new ArrayList<>();
    private final List<Integer> answers = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    public synchronized List<SentMail> mails() {
        return List.copyOf(mails);
    }

    public synchronized List<SentMail> sentTo(String address) {
        return mails.stream().filter(mail -> mail.to().equals(address)).toList();
    }

    /**
     * Waits until so many mails went there.
     *
     * @throws IllegalStateException when they have not in time
     */
    public synchronized List<SentMail> awaitSentTo(String address, int count, Duration timeout) {
        return Awaited.on(
                this,
                timeout,
                () -> Optional.of(sentTo(address)).filter(sent -> sent.size() >= count),
                () -> "Only " + sentTo(address).size() + " of " + count + " mails came; " + violations + ";");
    }

    /** The status of every answer, 0 for a broken line. */
    public synchronized List<Integer> answers() {
        return List.copyOf(answers);
    }

    /** What was sent that SendGrid's documentation forbids. */
    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    synchronized SentMail add(SentMail mail) {
        SentMail numbered = new SentMail(
                mails.size() + 1L,
                mail.id(),
                mail.from(),
                mail.fromName(),
                mail.to(),
                mail.subject(),
                mail.text(),
                mail.headers(),
                mail.arguments());
        mails.add(numbered);
        notifyAll();
        return numbered;
    }

    synchronized void answered(int status) {
        answers.add(status);
    }

    synchronized void violation(String rule) {
        violations.add(rule);
    }
}
