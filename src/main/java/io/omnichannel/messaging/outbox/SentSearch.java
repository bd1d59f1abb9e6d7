package io.omnichannel.messaging.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.conversation.Channel;
import io.omnichannel.twilio.MessageRequest.Content;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Which message of Twilio's list is the one that may have been sent: by sender, recipient, time and words, and not already
 * known as another of ours. Of a template Twilio shows the words that it made of it: they have to hold what we filled in, and
 * the message has to be as old as our try. Only what is not there is sent again; what cannot be told is a human's to decide.
 */
final class SentSearch {

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);

    private final OutboxItem item;
    private final Collection<String> others;
    private final Optional<Content.Template> template;
    private final Instant notBefore;
    private final Instant notAfter;

    /**
     * @param others what Twilio calls other messages of ours to the same customer
     * @param tenant the configuration; without one there is no template
     * @param lease how long after its try a message may have been sent
     */
    SentSearch(OutboxItem item, Collection<String> others, Optional<AgentSettings> tenant, Duration lease) {
        this.item = item;
        this.others = others;
        this.template = tenant.filter(settings ->
                        mayBeTemplate(item) && settings.whatsappTemplate().isPresent())
                .map(MessageContent::template);
        this.notBefore = item.triedAt().minus(CLOCKS_DIFFER);
        this.notAfter = item.triedAt().plus(lease).plus(CLOCKS_DIFFER);
    }

    /** @param list Twilio's, of what went from our address to the customer's */
    SendResult in(JsonNode list) {
        List<JsonNode> strange = StreamSupport.stream(list.spliterator(), false)
                .filter(found -> found.path("direction").asText().equals("outbound-api"))
                .filter(found -> !created(found).isBefore(notBefore))
                .filter(found -> !others.contains(found.path("sid").asText()))
                .toList();
        List<JsonNode> ours = strange.stream().filter(this::hasItsWords).toList();
        if (!ours.isEmpty()) {
            return SendResult.sent(ours.getFirst().path("sid").asText());
        }
        List<JsonNode> likely = strange.stream()
                .filter(found -> !created(found).isAfter(notAfter))
                .filter(this::mayBeMadeOfTheTemplate)
                .toList();
        if (likely.isEmpty()) {
            return SendResult.again(Duration.ZERO, "", "Twilio does not have it");
        }
        return likely.size() == 1 && (isWordless(likely.getFirst()) || fillsSomethingIn())
                ? SendResult.sent(likely.getFirst().path("sid").asText())
                        .with(MessageContent.details(item, template.orElseThrow()))
                : SendResult.dead(
                        "unclear", "Twilio has sent what may be this template or another message; see its log");
    }

    /** Of a call there are no words: one from us to the customer that nobody else of us made is this one. */
    private boolean hasItsWords(JsonNode found) {
        return item.channel() == Channel.VOICE
                || found.path("body").asText().equals(MessageContent.words(item)) && !isWordless(found);
    }

    private boolean mayBeMadeOfTheTemplate(JsonNode found) {
        String words = found.path("body").asText("");
        return template.filter(wanted -> isWordless(found)
                        || wanted.variables().values().stream().allMatch(value -> words.contains(value.strip())))
                .isPresent();
    }

    /** Only a template has no words of its own and no picture. */
    private static boolean isWordless(JsonNode found) {
        return found.path("body").asText("").isBlank()
                && found.path("num_media").asText("0").equals("0");
    }

    private boolean fillsSomethingIn() {
        return template.stream()
                .flatMap(wanted -> wanted.variables().values().stream())
                .anyMatch(value -> !value.isBlank());
    }

    /** What is known to have left as a text is none. */
    private static boolean mayBeTemplate(OutboxItem item) {
        return item.channel() == Channel.WHATSAPP && !item.sentAs().equals("text");
    }

    /** RFC 2822, as Twilio writes its dates. */
    private static Instant created(JsonNode found) {
        return ZonedDateTime.parse(found.path("date_created").asText(), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
    }
}
