package io.omnichannel.simulator.mail;

import java.util.Map;

/**
 * A mail that SendGrid's double was asked to send.
 *
 * @param number its place in the log, from 1
 * @param id SendGrid's, as {@code X-Message-Id} said it
 * @param headers as the request has them
 * @param arguments {@code custom_args}, which come back with every event
 */
public record SentMail(
        long number,
        String id,
        String from,
        String fromName,
        String to,
        String subject,
        String text,
        Map<String, String> headers,
        Map<String, String> arguments) {

    public SentMail {
        headers = Map.copyOf(headers);
        arguments = Map.copyOf(arguments);
    }

    /** A header's value, or empty. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    public String messageId() {
        return header("Message-ID");
    }
}
