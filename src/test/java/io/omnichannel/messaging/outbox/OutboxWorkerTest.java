package io.omnichannel.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class OutboxWorkerTest {

    @Test
    void tellsWhereMoreAreToSendThanThePoolHasConnectionsFor(CapturedOutput log) {
        assertThat(OutboxWorker.width(8, 16)).isEqualTo(8);
        assertThat(log).doesNotContain("omnichannel.sending");

        assertThat(OutboxWorker.width(8, 6)).isEqualTo(3);
        assertThat(log)
                .contains("omnichannel.sending is 8; with a pool of 6 connections 3 messages are sent at a time");
        assertThat(OutboxWorker.width(2, 1)).isEqualTo(1);
    }
}
