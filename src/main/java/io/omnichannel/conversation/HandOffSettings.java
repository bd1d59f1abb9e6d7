package io.omnichannel.conversation;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What becomes of a call that asked for a human.
 *
 * @param unanswered when nobody answers, or nobody is there at this hour: {@code voicemail}, {@code callback}, {@code text} or
 *     {@code agent}
 * @param textChannels for {@code text}, as {@link SwitchOccasion} reads it
 * @param afterTransfer who owns the conversation when the human has hung up: {@code agent} or {@code human}
 * @param voicemailLength the longest message
 * @param transcribe whether Twilio writes messages down
 */
@ConfigurationProperties("omnichannel.handoff")
public record HandOffSettings(
        @DefaultValue("voicemail") String unanswered,
        @DefaultValue("0s sms whatsapp") String textChannels,
        @DefaultValue("agent") String afterTransfer,
        @DefaultValue("2m") Duration voicemailLength,
        @DefaultValue("false") boolean transcribe) {

    public HandOffSettings {
        oneOf("unanswered", unanswered, List.of("voicemail", "callback", "text", "agent"));
        oneOf("after-transfer", afterTransfer, List.of("agent", "human"));
        if (voicemailLength.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "omnichannel.handoff.voicemail-length is " + voicemailLength + "; a message needs a second");
        }
        writing(textChannels);
    }

    public SwitchOccasion writing() {
        return writing(textChannels);
    }

    private static SwitchOccasion writing(String textChannels) {
        return SwitchOccasion.of("omnichannel.handoff.text-channels", textChannels);
    }

    private static void oneOf(String name, String written, List<String> allowed) {
        if (!allowed.contains(written)) {
            throw new IllegalArgumentException(
                    "omnichannel.handoff." + name + " is \"" + written + "\"; it is one of " + allowed);
        }
    }
}
