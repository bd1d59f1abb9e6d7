package io.omnichannel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.omnichannel.twilio.RejectedWebhook.Reason;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SignatureLedgerTest {

    private static final String URL = "https://user:pass@h.example/webhooks/omnichannel/sms?From=%2B33612345678";

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final SignatureLedger ledger = new SignatureLedger(new SimpleMeterRegistry(), now::get);

    @Test
    void saysItOnceAMinuteAndHowOftenItKeptSilent(CapturedOutput output) {
        bad(3);
        now.addAndGet(Duration.ofSeconds(59).toNanos());
        bad(1);
        assertThat(output.getAll().lines().filter(line -> line.contains("signature")))
                .hasSize(1);

        now.addAndGet(Duration.ofSeconds(1).toNanos());
        bad(1);

        assertThat(output.getAll().lines().filter(line -> line.contains("signature")))
                .hasSize(2);
        assertThat(output.getAll()).contains("refused, 0 more", "refused, 3 more");
    }

    @Test
    void namesTheUrlWithoutNumbersAndSecrets(CapturedOutput output) {
        bad(1);

        assertThat(output.getAll())
                .contains("wrong signature for https://h.example/webhooks/omnichannel/sms;")
                .contains("OMNICHANNEL_PUBLIC_URL")
                .doesNotContain("33612345678", "pass");
    }

    private void bad(int times) {
        for (int i = 0; i < times; i++) {
            ledger.bad(Reason.WRONG_SIGNATURE, URL, SignatureMode.ENFORCE);
        }
    }
}
