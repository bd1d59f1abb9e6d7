package io.omnichannel.sentiment;

import io.omnichannel.agent.AgentSettings;
import java.util.List;
import java.util.Locale;

/**
 * What a reading is made from.
 *
 * @param readSeq up to where everything was read
 * @param unread the customer's messages since, oldest first
 * @param earlier the scores of those before, newest first
 * @param strained whether a fall was noted and has not ended
 * @param language the conversation's, else the configuration's
 * @param settings the tenant's, as they are now
 */
record MoodView(
        long readSeq,
        List<Words> unread,
        List<Double> earlier,
        boolean strained,
        Locale language,
        AgentSettings settings) {

    /** Whether the tenant has a model of its own: its customers' words go to no other. */
    boolean ownModel() {
        return settings.llm() != null
                && (settings.llm().baseUrl() != null || settings.llm().model() != null);
    }
}
