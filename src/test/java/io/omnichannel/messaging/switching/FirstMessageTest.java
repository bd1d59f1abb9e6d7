package io.omnichannel.messaging.switching;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.SwitchWish;
import io.omnichannel.conversation.SwitchWish.By;
import io.omnichannel.conversation.Uuid7;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstMessageTest {

    private static final String CARRIED = "« L’œuf… »";

    @ParameterizedTest
    @CsvSource({"whatsapp, false", "sms, true"})
    void leavesTheLettersAsTheyWereWrittenAndCountsWhatATextCosts(String channel, boolean counted) {
        SwitchWish wish = SwitchWish.of("t", Uuid7.next(), Channel.of(channel), By.CUSTOMER, SwitchWish.CUSTOMER_WISH);

        FirstMessage message = FirstMessage.of(new SwitchTask(
                wish,
                SwitchTask.Decision.SWITCH,
                "",
                Channel.of(channel),
                Optional.of(SwitchRulesTest.facts("nothing", channel)),
                Duration.ZERO,
                CARRIED));

        assertThat(message.parts()).singleElement().satisfies(part -> assertThat(part.payload())
                .containsEntry("body", CARRIED));
        assertThat(message.details().containsKey("segments")).isEqualTo(counted);
    }
}
