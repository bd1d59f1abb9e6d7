package io.omnichannel.platform.settings;

import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * A start that a setting stopped ends without a stack trace: with the setting's name in application.properties and in the
 * environment, what was given, what it has to be and what to do.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public class SettingFailureAnalyzer implements FailureAnalyzer {

    // Not what stands behind "io.": the name of a class is no setting's.
    private static final Pattern SETTING = Pattern.compile(
            "(?<![.\\w])(omnichannel\\.[a-z]|(OMNICHANNEL|LLM|TWILIO|SENDGRID|ELEVENLABS|GOOGLE_CLOUD|AWS)_[A-Z])");
    private static final String WHERE = "application.properties says what each setting takes.";

    private final ShippedSettings shipped = new ShippedSettings();

    @Override
    public FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidConfigurationPropertyValueException refused) {
                return analysis(refused, failure);
            }
            if (cause instanceof IllegalArgumentException refused
                    && refused.getMessage() != null
                    && SETTING.matcher(refused.getMessage()).find()
                    && cause.getCause() == null) {
                return new FailureAnalysis(shipped.withBothNames(refused.getMessage()), WHERE, failure);
            }
        }
        return null;
    }

    private FailureAnalysis analysis(InvalidConfigurationPropertyValueException refused, Throwable failure) {
        String name = refused.getName();
        String given = Objects.toString(refused.getValue(), "");
        // "…" stands for what must not be shown: an address with a password in it, a key.
        boolean hidden = given.equals("…") || !ShippedSettings.mayBeShown(name, given);
        String shown = hidden ? " cannot be used." : " is \"" + given + "\".";
        String otherwise = shipped.otherwise(name);
        return new FailureAnalysis(
                name + " (" + shipped.variable(name) + ")" + shown + "\n" + shipped.withBothNames(refused.getReason()),
                "Correct it, or leave it out"
                        + (otherwise.isEmpty() ? ". " : ": then it is " + otherwise + ". ")
                        + WHERE,
                failure);
    }
}
