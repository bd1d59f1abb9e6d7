package io.omnichannel.email;

import java.util.List;

/**
 * What an answer needs of the mail that it answers.
 *
 * @param subject as it came
 * @param messageId with angle brackets, or empty
 * @param references with angle brackets, oldest first
 */
public record MailThread(String subject, String messageId, List<String> references) {

    public MailThread {
        references = List.copyOf(references);
    }
}
