package io.omnichannel.simulator.twiml;

import java.util.Map;

/**
 * What a {@code <ConversationRelay>} asked for, already checked against the documented values.
 *
 * @param attributes as written, {@code url} included
 * @param parameters the {@code <Parameter>} nouns, which come back in {@code setup}
 */
public record RelayNoun(Map<String, String> attributes, Map<String, String> parameters) {

    public RelayNoun {
        attributes = Map.copyOf(attributes);
        parameters = Map.copyOf(parameters);
    }

    public String url() {
        return attributes.get("url");
    }

    /** The greeting that is spoken first, "" without one. */
    public String greeting() {
        return attributes.getOrDefault("welcomeGreeting", "");
    }

    /** BCP 47, the language of prompts. */
    public String language() {
        return attributes.getOrDefault("transcriptionLanguage", attributes.getOrDefault("language", "en-US"));
    }

    /** Whether a caller who speaks cuts the agent off. */
    public boolean speechInterrupts() {
        return switch (attributes.getOrDefault("interruptible", "any")) {
            case "any", "speech", "true" -> true;
            default -> false;
        };
    }

    /** Whether key presses are reported at all. */
    public boolean detectsDigits() {
        return attributes.getOrDefault("dtmfDetection", "false").equals("true");
    }
}
