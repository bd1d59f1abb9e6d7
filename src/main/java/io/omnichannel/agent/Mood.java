package io.omnichannel.agent;

/** How a customer feels about the conversation, as far as their last messages tell. */
public enum Mood {
    /** Nothing to heed; also when nobody reads the customer's mood. */
    EVEN,
    /** It has gone downhill: be slow, say sorry, offer a human. */
    STRAINED;

    public static Mood of(boolean strained) {
        return strained ? STRAINED : EVEN;
    }

    /** As it is on record; nothing is heeded where the tenant no longer has moods read, for nobody would see it recover. */
    public static Mood of(AgentSettings settings, boolean strained) {
        return of(settings.sentimentAnalysisEnabled() && strained);
    }
}
