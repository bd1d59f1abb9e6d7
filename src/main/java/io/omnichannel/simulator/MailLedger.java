package io.omnichannel.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
        long deadline = System.nanoTime() + timeout.toNanos();
        for (List<SentMail> sent = sentTo(address); ; sent = sentTo(address)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (sent.size() >= count) {
                return sent;
            }
            if (left <= 0) {
                throw new IllegalStateException("Only " + sent.size() + " of " + count + " mails came in "
                        + timeout.toMillis() + " ms; " + violations);
            }
            try {
                wait(left);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for mails", stopped);
            }
        }
    }

    /** The status of every answer, 0 for a broken line. */
    public synchronized List<Integer> answers() {
        return List.copyOf(answers);
    }

    /** What was sent that SendGrid's documentation forbids. */
    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    synchronized long last() {
        return mails.size();
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
