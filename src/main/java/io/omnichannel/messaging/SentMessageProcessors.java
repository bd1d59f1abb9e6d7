package io.omnichannel.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.conversation.Channel;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import io.omnichannel.twilio.TextAddress;
import io.omnichannel.twilio.TwilioApi;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Looks for a message that may have reached Twilio: in its list, by sender, recipient, words and time, and not already known
 * as another of ours. Of a template Twilio shows the words that it made of it: any that is not another of ours counts. Only
 * what is not there is sent again.
 */
@Configuration(proxyBeanMethods = false)
public class SentMessageProcessors {

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);
    private static final int PAGE = 100;

    /** Body: an {@link OutboxItem} becomes the request for Twilio's list. */
    @Bean
    Processor sentMessagesRequest(TwilioApi twilio) {
        return exchange -> {
            OutboxItem item = exchange.getMessage().getBody(OutboxItem.class);
            Message message = exchange.getMessage();
            message.removeHeaders("*");
            message.setHeader(Exchange.HTTP_METHOD, "GET");
            message.setHeader(
                    Exchange.HTTP_URI,
                    twilio.baseUrl() + "/2010-04-01/Accounts/" + twilio.accountSid() + "/" + resource(item) + ".json");
            message.setHeader(
                    Exchange.HTTP_RAW_QUERY,
                    "To=" + encoded(to(item)) + "&From=" + encoded(from(item)) + "&PageSize=" + PAGE);
            message.setHeader("Authorization", twilio.authorization());
            message.setBody(null);
        };
    }

    /** Body: Twilio's list becomes a {@link SendResult}. */
    @Bean
    Processor sentMessagesAnswer(ObjectMapper json, TenantSql database) {
        String known = SqlFile.load("known-provider-ids");
        return exchange -> {
            OutboxItem item = exchange.getVariable(SendRecorder.ITEM, OutboxItem.class);
            int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
            byte[] body = exchange.getMessage().getBody(byte[].class);
            exchange.getMessage().removeHeaders("*");
            if (status != 200) {
                throw new TwilioTrouble("Twilio's list answered " + status);
            }
            List<String> ours = database.query(
                    item.tenant(),
                    known,
                    Map.of("tenant", item.tenant(), "theirs", item.theirs(), "id", item.id()),
                    (row, number) -> row.getString("provider_id"));
            exchange.getMessage().setBody(result(json.readTree(body), item, ours));
        };
    }

    /** Twilio's list could not be read: the body becomes a {@link SendResult}. Whoever waited long enough is told. */
    @Bean
    Processor sentMessagesFailure(MessagingSettings settings) {
        return exchange -> {
            OutboxItem item = exchange.getVariable(SendRecorder.ITEM, OutboxItem.class);
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage()
                    .setBody(
                            item.expired()
                                    ? SendResult.dead("unknown", "nobody knows whether Twilio has sent it")
                                    : SendResult.unknown(settings.lookAfter(), "Twilio's list could not be read"));
        };
    }

    private static SendResult result(JsonNode list, OutboxItem item, List<String> ours) throws IOException {
        String words = MessageContent.words(item);
        Instant notBefore = item.createdAt().minus(CLOCKS_DIFFER);
        List<JsonNode> unknown = StreamSupport.stream(
                        list.path(resource(item).toLowerCase(Locale.ROOT)).spliterator(), false)
                .filter(message -> !created(message).isBefore(notBefore))
                .filter(message -> !ours.contains(message.path("sid").asText()))
                .toList();
        Optional<JsonNode> sameWords = unknown.stream()
                .filter(message -> message.path("body").asText().equals(words))
                .findFirst();
        return sameWords
                .or(() -> hasNoWords(item) ? unknown.stream().findFirst() : Optional.empty())
                .map(message -> SendResult.sent(message.path("sid").asText()))
                .orElseGet(() -> SendResult.again(Duration.ZERO, "", "Twilio does not have it"));
    }

    /** A call, or a template, unless it is known to have left as a text; what a crash interrupted did not say. */
    private static boolean hasNoWords(OutboxItem item) {
        return item.channel() == Channel.VOICE
                || item.channel() == Channel.WHATSAPP
                        && item.part() == 0
                        && !item.payload().path("sent_as").asText("").equals("text");
    }

    private static String resource(OutboxItem item) {
        return item.channel() == Channel.VOICE ? "Calls" : "Messages";
    }

    private static String to(OutboxItem item) {
        return item.channel() == Channel.VOICE
                ? item.theirs()
                : new TextAddress(item.payload().path("to_kind").asText("phone"), item.theirs()).wire(item.channel());
    }

    private static String from(OutboxItem item) {
        return item.channel() == Channel.VOICE
                ? item.ours()
                : new TextAddress("phone", item.ours()).wire(item.channel());
    }

    /** RFC 2822, as Twilio writes its dates. */
    private static Instant created(JsonNode message) {
        return ZonedDateTime.parse(message.path("date_created").asText(), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
