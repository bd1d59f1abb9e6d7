package io.omnichannel.agent.model;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;

/** How many tokens something costs: as the provider counts them, or estimated where it does not say. */
record Tokens(int input, int output) {

    static final Tokens NONE = new Tokens(0, 0);

    private static final int A_MESSAGE = 4;
    private static final int LAST_OF_LATIN = 0x24f;

    /**
     * A token for every three letters of a Latin script and one for every other letter, four more for the message around
     * it: somewhat more than the usual tokenizers make of French and English.
     */
    static int estimate(String text) {
        int latin = 0;
        int other = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= LAST_OF_LATIN) {
                latin++;
            } else {
                other++;
            }
        }
        return A_MESSAGE + (latin + 2) / 3 + other;
    }

    /** @param usage as the provider told it, or null */
    static Tokens of(TokenUsage usage, List<ChatMessage> asked, String answer) {
        if (usage != null && usage.inputTokenCount() != null && usage.outputTokenCount() != null) {
            return new Tokens(usage.inputTokenCount(), usage.outputTokenCount());
        }
        return new Tokens(
                asked.stream().mapToInt(message -> estimate(message.toString())).sum(), estimate(answer));
    }

    int total() {
        return input + output;
    }
}
