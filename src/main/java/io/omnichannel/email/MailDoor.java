package io.omnichannel.email;

import io.micrometer.core.instrument.MeterRegistry;
import io.omnichannel.email.RejectedMail.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides which mails and events are let in. What can be refused without reading the body is. */
final class MailDoor {

    private static final Logger LOG = LoggerFactory.getLogger(MailDoor.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    // So far may our clock be behind SendGrid's.
    private static final Duration AHEAD = Duration.ofMinutes(10);
    private static final Pattern UNIX_SECONDS = Pattern.compile("\\d{1,12}");

    private final SendGridKeys keys;
    private final MailSpool spool;
    private final Duration window;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final AtomicReference<Instant> silentUntil = new AtomicReference<>(Instant.MIN);

    /** @param window how old a signature may be: what was answered with a 5xx may come again as it was signed */
    MailDoor(SendGridKeys keys, MailSpool spool, Duration window, Clock clock, MeterRegistry metrics) {
        this.keys = keys;
        this.spool = spool;
        this.window = window;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * The proved body; the caller closes it.
     *
     * @param timestamp the header's text, empty when there was none
     * @param signature the header's text, empty when there was none
     * @throws RejectedMail when the sender is not proved
     * @throws OversizedMail when the body passes the limit
     */
    SpooledBody admit(String timestamp, String signature, InputStream body) throws IOException {
        refuse(faultOf(timestamp, signature));
        MessageDigest signed = SendGridSignature.digest(timestamp);
        SpooledBody spooled = spool.take(new DigestInputStream(body, signed));
        if (!SendGridSignature.fits(keys.keys(), signed.digest(), signature)) {
            spooled.close();
            refuse(Optional.of(Reason.WRONG_SIGNATURE));
        }
        count("valid");
        return spooled;
    }

    /** A body that was admitted before and kept; the caller closes it. */
    SpooledBody admitAgain(InputStream body) throws IOException {
        return spool.take(body);
    }

    private Optional<Reason> faultOf(String timestamp, String signature) {
        if (keys.isEmpty()) {
            return Optional.of(Reason.NO_KEY);
        }
        if (signature.isEmpty() || timestamp.isEmpty()) {
            return Optional.of(Reason.MISSING_SIGNATURE);
        }
        if (!UNIX_SECONDS.matcher(timestamp).matches()) {
            return Optional.of(Reason.WRONG_SIGNATURE);
        }
        Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
        Duration age = Duration.between(sent, clock.instant());
        boolean fresh = age.compareTo(window) <= 0 && age.compareTo(AHEAD.negated()) >= 0;
        return fresh ? Optional.empty() : Optional.of(Reason.STALE);
    }

    private void refuse(Optional<Reason> fault) {
        if (fault.isEmpty()) {
            return;
        }
        Reason reason = fault.get();
        count(reason.name().toLowerCase(Locale.ROOT));
        Instant now = clock.instant();
        Instant until = silentUntil.get();
        if (!now.isBefore(until) && silentUntil.compareAndSet(until, now.plus(PAUSE))) {
            LOG.warn("Refused a mail or event with {}. {}", reason.words(), reason.cure());
        }
        throw new RejectedMail(reason);
    }

    private void count(String result) {
        metrics.counter("omni.mail.signatures", "result", result).increment();
    }
}
