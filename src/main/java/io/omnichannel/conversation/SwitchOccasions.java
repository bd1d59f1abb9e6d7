package io.omnichannel.conversation;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationStyle;

/**
 * What happens by itself, each as {@link SwitchOccasion} reads it.
 *
 * @param callDropped a call ended with its line to us lost in the middle of an answer
 * @param voiceDown the line to us was lost too often: we cannot speak
 * @param callUnanswered nobody answered our call, however often we tried
 * @param numberUnreachable what the agent wrote did not reach the customer's number
 * @param callRetries after how long a call that nobody answered is made again, each time
 * @param callMachine what is done when a machine answers: {@code message}, {@code text} or {@code ignore}
 */
@ConfigurationProperties("omnichannel.switching")
public record SwitchOccasions(
        @DefaultValue("15s sms whatsapp") String callDropped,
        @DefaultValue("0s sms whatsapp") String voiceDown,
        @DefaultValue("0s sms whatsapp email") String callUnanswered,
        @DefaultValue("0s sms whatsapp email") String numberUnreachable,
        @DefaultValue("5m 30m") String callRetries,
        @DefaultValue("message") String callMachine) {

    private static final List<String> MACHINE = List.of("message", "text", "ignore");

    public SwitchOccasions {
        of("call-dropped", callDropped);
        of("voice-down", voiceDown);
        of("call-unanswered", callUnanswered);
        of("number-unreachable", numberUnreachable);
        delays(callRetries);
        if (!MACHINE.contains(callMachine)) {
            throw new IllegalArgumentException(
                    "omnichannel.switching.call-machine is \"" + callMachine + "\"; it is one of " + MACHINE);
        }
    }

    public SwitchOccasion dropped() {
        return of("call-dropped", callDropped);
    }

    public SwitchOccasion voiceIsDown() {
        return of("voice-down", voiceDown);
    }

    public SwitchOccasion unanswered() {
        return of("call-unanswered", callUnanswered);
    }

    public SwitchOccasion unreachable() {
        return of("number-unreachable", numberUnreachable);
    }

    /** Seconds, for a statement. */
    public Integer[] retrySeconds() {
        return delays(callRetries).stream()
                .map(delay -> (int) delay.toSeconds())
                .toArray(Integer[]::new);
    }

    private static SwitchOccasion of(String name, String written) {
        return SwitchOccasion.of("omnichannel.switching." + name, written);
    }

    private static List<Duration> delays(String written) {
        return Arrays.stream(written.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .map(DurationStyle::detectAndParse)
                .toList();
    }
}
