package io.omnichannel.platform;

import java.util.regex.Pattern;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** A start that a setting stopped ends with what is wrong with it, where the reason names the setting, instead of a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public class SettingFailureAnalyzer implements FailureAnalyzer {

    private static final Pattern SETTING = Pattern.compile("\\b(omnichannel\\.[a-z]|LLM_[A-Z])");

    @Override
    public FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException refused
                    && refused.getMessage() != null
                    && SETTING.matcher(refused.getMessage()).find()
                    && cause.getCause() == null) {
                return new FailureAnalysis(
                        refused.getMessage(), "application.properties says what each setting takes.", failure);
            }
        }
        return null;
    }
}
