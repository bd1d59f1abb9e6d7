package io.omnichannel.simulator.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextDeliveryTest {

    private final List<SimulatedText> texts = List.of(
            SimulatedText.sms("+33612345678", "+33199000001", "Un"),
            SimulatedText.sms("+33612345678", "+33199000001", "Deux"));

    @Test
    void keepsEveryAnswerToEachText() {
        List<DeliveredText> delivered = TextDelivery.stormy(3, 4, 7).deliver(texts, text -> 200);

        assertThat(delivered).extracting(DeliveredText::text).isEqualTo(texts);
        assertThat(delivered)
                .allSatisfy(each -> assertThat(each.statuses()).isNotEmpty().containsOnly(200));
    }

    @Test
    void saysWhatADeliveryBrokeOffFor() {
        assertThatThrownBy(() -> TextDelivery.stormy(3, 4, 7).deliver(texts, text -> {
                    throw new IllegalArgumentException("no such door");
                }))
                .hasRootCauseMessage("no such door");
    }
}
