package io.omnichannel.agent.settings;

import io.omnichannel.agent.AgentSettings;
import java.util.List;

/** Whether a configured voice will be heard. Answers from memory, at once, and never stops anybody from saving. */
public interface VoiceCheck {

    /** What speaks against the voice, its language, model and settings taken together; nothing when all is well. */
    List<SettingsWarning> check(AgentSettings settings);

    /** Some voices of the provider that speak the language; none when they are not known just now. */
    List<String> fitting(String provider, String language);
}
