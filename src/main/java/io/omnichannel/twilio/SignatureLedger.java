package io.omnichannel.twilio;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.omnichannel.twilio.RejectedWebhook.Reason;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Counts what the door saw ({@code omni.signatures} by {@code result}) and says at most once a minute what is wrong. */
@Component
class SignatureLedger {

    private static final Logger LOG = LoggerFactory.getLogger(SignatureLedger.class);
    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private final Counter valid;
    private final Map<Reason, Counter> bad = new EnumMap<>(Reason.class);
    private final LongSupplier nanoTime;
    private final AtomicLong silentUntil;
    private final AtomicLong unsaid = new AtomicLong();

    @Autowired
    SignatureLedger(MeterRegistry metrics) {
        this(metrics, System::nanoTime);
    }

    SignatureLedger(MeterRegistry metrics, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.silentUntil = new AtomicLong(nanoTime.getAsLong());
        valid = counter(metrics, "valid");
        Counter wrong = counter(metrics, "wrong");
        for (Reason reason : Reason.values()) {
            bad.put(reason, reason == Reason.MISSING_SIGNATURE ? counter(metrics, "missing") : wrong);
        }
    }

    void valid() {
        valid.increment();
    }

    /** @param signedUrl what the signature was checked against; its query, which may hold numbers, is not repeated */
    void bad(Reason reason, String signedUrl, SignatureMode mode) {
        bad.get(reason).increment();
        long now = nanoTime.getAsLong();
        long until = silentUntil.get();
        if (now - until < 0 || !silentUntil.compareAndSet(until, now + PAUSE)) {
            unsaid.incrementAndGet();
            return;
        }
        SignedUrl url = SignedUrl.of(signedUrl);
        LOG.warn(
                "Twilio's signature: {} for {}{}{}{}; {}, {} more since the last such line. {}",
                reason.words(),
                url.scheme(),
                url.host(),
                url.port(),
                url.path(),
                mode == SignatureMode.OBSERVE ? "let in" : "refused",
                unsaid.getAndSet(0),
                reason.cure());
    }

    private static Counter counter(MeterRegistry metrics, String result) {
        return Counter.builder("omni.signatures")
                .description("Requests at Twilio's door by what their signature was")
                .tag("result", result)
                .register(metrics);
    }
}
