package io.omnichannel.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FailureReportTest {

    private Instant now = Instant.parse("2026-11-28T10:00:00Z");
    private final FailureReport report = new FailureReport(() -> now);

    @Test
    void saysWhereAndWhatKindAndNoWord(CapturedOutput log) {
        report.process(failed("sms-incoming", new IllegalStateException("My card is 4242")));

        assertThat(log)
                .contains("Route sms-incoming failed: IllegalStateException")
                .doesNotContain("4242");
    }

    @Test
    void writesAFewLinesASecondOfAFloodAndThenHowManyItLeftOut(CapturedOutput log) {
        Exception flood = new IllegalArgumentException();
        for (int refused = 0; refused < 1_000; refused++) {
            report.process(failed("message-status", flood));
        }
        report.process(failed("sms-incoming", flood));
        assertThat(lines(log, "Route message-status failed")).isEqualTo(10);
        assertThat(lines(log, "Route sms-incoming failed")).isEqualTo(1);

        now = now.plus(Duration.ofSeconds(1));
        report.process(failed("message-status", flood));
        report.process(failed("message-status", flood));

        assertThat(lines(log, "Route message-status failed")).isEqualTo(12);
        assertThat(lines(log, "(and 990 times more before)")).isEqualTo(1);
    }

    private static long lines(CapturedOutput log, String words) {
        return log.getOut().lines().filter(line -> line.contains(words)).count();
    }

    private static Exchange failed(String route, Exception failure) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(Exchange.FAILURE_ROUTE_ID, route);
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
        return exchange;
    }
}
