package io.omnichannel.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A page of {@code GET Messages.json}, newest first.
 *
 * @param received what others sent to us
 * @param next the next page's query, empty after the last one
 */
public record MessageLog(List<LoggedMessage> received, String next) {

    private static final int PAGE = 1_000;

    public MessageLog {
        received = List.copyOf(received);
    }

    /** The query for what was sent to an address since. @param to with the channel's prefix */
    public static String query(String to, Instant since) {
        return "To=" + encoded(to) + "&" + encoded("DateSent>") + "="
                + encoded(since.truncatedTo(ChronoUnit.SECONDS).toString()) + "&PageSize=" + PAGE;
    }

    /** Reads Twilio's answer; of the next page only its query is believed, the path is ours. */
    public static MessageLog of(JsonNode page) {
        List<LoggedMessage> received = StreamSupport.stream(
                        page.path("messages").spliterator(), false)
                .filter(message -> message.path("direction").asText().equals("inbound"))
                .map(LoggedMessage::of)
                .toList();
        String next = page.path("next_page_uri").asText("");
        return new MessageLog(received, next.substring(next.indexOf('?') + 1));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
