package io.omnichannel.messaging.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.StoredSettings;
import io.omnichannel.conversation.Channel;
import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import io.omnichannel.twilio.TextAddress;
import io.omnichannel.twilio.TwilioApi;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks for a message that may have reached Twilio: in its list, as {@link SentSearch} finds it there. */
@Configuration(proxyBeanMethods = false)
public class SentMessageProcessors {

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
    Processor sentMessagesAnswer(
            ObjectMapper json, TenantSql database, StoredSettings stored, MessagingSettings settings) {
        String known = SqlFile.load("known-provider-ids");
        String tenants = SqlFile.load("agent-settings");
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
            Optional<AgentSettings> tenant = database
                    .query(
                            item.tenant(),
                            tenants,
                            Map.of("tenant", item.tenant()),
                            (row, number) -> stored.read(row.getString("settings")))
                    .stream()
                    .findFirst();
            JsonNode list = json.readTree(body).path(resource(item).toLowerCase(Locale.ROOT));
            exchange.getMessage().setBody(new SentSearch(item, ours, tenant, settings.lease()).in(list));
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

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
