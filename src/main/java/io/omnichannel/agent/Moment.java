package io.omnichannel.agent;

/** What an agent reports while it makes an answer, for whoever keeps the times of a turn. Each comes at most once. */
public enum Moment {
    /** The request to a model is about to leave. */
    MODEL_ASKED,
    /** The model's first word, or its first wish for a tool, is there. */
    MODEL_ANSWERED
}
