package io.omnichannel.agent.model;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;

/** How many tokens something costs: as the provider counts them, or estimated where it does not say. */
record Tokens(int input, int output) {

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

    /** As much of a text as costs no more than that, with a sign that there was more. */
    static String cut(String text, int tokens) {
        if (estimate(text) <= tokens) {
            return text;
        }
        // In thirds of a token; the sign is one of the other letters.
        int left = (tokens - A_MESSAGE - 1) * 3;
        int end = 0;
        while (end < text.length() && (left -= text.charAt(end) <= LAST_OF_LATIN ? 1 : 3) >= 0) {
            end++;
        }
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    /** @param usage as the provider told it, or null */
    static Tokens of(TokenUsage usage, List<ChatMessage> asked, String answer) {
        if (usage != null && usage.inputTokenCount() != null && usage.outputTokenCount() != null) {
            return new Tokens(usage.inputTokenCount(), usage.outputTokenCount());
        }
        return new Tokens(estimate(asked), estimate(answer));
    }

    /** Of an answer that was cut off after so many letters: the question is paid for all the same. */
    static Tokens ofPart(List<ChatMessage> asked, int letters) {
        return new Tokens(estimate(asked), (letters + 2) / 3);
    }

    private static int estimate(List<ChatMessage> asked) {
        return asked.stream().mapToInt(message -> estimate(message.toString())).sum();
    }
}
