package io.omnichannel.platform.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;

/** What settings have to be beside each other. They come here after {@link SettingRules} has found each of them right. */
final class SettingsTogether {

    private static final String AGENT = "omnichannel.agent.";
    private static final String MOOD = "omnichannel.sentiment.";

    private SettingsTogether() {}

    /** @throws InvalidConfigurationPropertyValueException for the first that does not fit another */
    static void refuseWrong(Environment environment) {
        shorter(environment, AGENT + "hedge-after", AGENT + "apology-after", "The second model is asked first.");
        shorter(
                environment,
                AGENT + "apology-after",
                AGENT + "give-up-after",
                "A caller is told that it takes longer before the models are given up.");
        if (number(environment, MOOD + "at-least") > number(environment, MOOD + "messages")) {
            throw refused(
                    environment,
                    MOOD + "at-least",
                    "It must not be more than " + MOOD + "messages, which is "
                            + environment.getProperty(MOOD + "messages") + ": there would never be enough of them.");
        }
    }

    /** Spring would put the figures, which are for this machine only, where everybody comes in. */
    static void refuseSharedPort(Environment environment) {
        String port = environment.getProperty("server.port", "").strip();
        if (!port.equals("0")
                && port.equals(
                        environment.getProperty("management.server.port", "").strip())) {
            throw refused(
                    environment,
                    "management.server.port",
                    "It must be another than server.port: health and figures are for this machine only.");
        }
    }

    private static void shorter(Environment environment, String first, String second, String why) {
        if (time(environment, first).compareTo(time(environment, second)) >= 0) {
            throw refused(
                    environment,
                    first,
                    "It must be shorter than " + second + ", which is " + environment.getProperty(second) + ". " + why);
        }
    }

    private static Duration time(Environment environment, String name) {
        return DurationStyle.detectAndParse(environment.getRequiredProperty(name));
    }

    private static int number(Environment environment, String name) {
        return Integer.parseInt(environment.getRequiredProperty(name).strip());
    }

    private static InvalidConfigurationPropertyValueException refused(
            Environment environment, String name, String must) {
        return new InvalidConfigurationPropertyValueException(name, environment.getProperty(name), must);
    }
}
