package io.omnichannel.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Uuid7;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentSearchTest {

    private static final Instant TRIED = Instant.parse("2026-03-29T00:30:00Z");
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON =
            JsonMapper.builder().findAndAddModules().build();

    private final ArrayNode list = JsonNodeFactory.instance.arrayNode();

    @ParameterizedTest
    @CsvSource({
        "'Bonjour, Sara de la boutique', outbound-api,   PT1S,    sent",
        "'',                             outbound-api,   PT1S,    sent",
        "Votre colis est là.,            outbound-api,   PT1S,    sent",
        "Votre rendez-vous est demain,   outbound-api,   PT1S,    queued",
        "'Bonjour, Sara de la boutique', outbound-reply, PT1S,    queued",
        "'Bonjour, Sara de la boutique', outbound-api,   PT5M,    queued",
        "'Bonjour, Sara de la boutique', outbound-api,   -PT5M,   queued"
    })
    void knowsATemplateByWhatWasFilledInAndByItsTime(String words, String direction, Duration after, String status) {
        found("SM1", words, direction, after);

        assertThat(search(payload(), template("{agent_name}")).in(list).status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"'Bonjour, Sara', 'Sara ici', {agent_name}", "'', '', {agent_name}", "'Du nouveau', '', ''"})
    void leavesToAHumanWhatCannotBeToldApart(String one, String other, String variable) {
        found("SM1", one, "outbound-api", Duration.ZERO);
        found("SM2", other, "outbound-api", Duration.ZERO);

        assertThat(search(payload(), template(variable)).in(list))
                .extracting(SendResult::status, SendResult::errorCode)
                .containsExactly("dead", "unclear");
    }

    @Test
    void provesNothingByTheWordsOfATemplateIntoWhichNothingIsFilled() {
        found("SM1", "Du nouveau pour vous", "outbound-api", Duration.ZERO);

        assertThat(search(payload(), template("")).in(list).errorCode()).isEqualTo("unclear");
    }

    @Test
    void countsNoMessageOfOursForAnother() {
        found("SM0", "Bonjour, Sara", "outbound-api", Duration.ZERO);

        assertThat(search(payload(), template("{agent_name}")).in(list).status())
                .isEqualTo("queued");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void saysThatWhatItFoundIsTheTemplateWhicheverThePart(int part) {
        found("SM1", "Bonjour, Sara", "outbound-api", Duration.ZERO);

        SendResult result =
                search(payload().put("part", part), template("{agent_name}")).in(list);

        assertThat(result.providerId()).isEqualTo("SM1");
        assertThat(result.details()).contains("\"sent_as\":\"template\"");
    }

    @Test
    void looksForNoTemplateWhereNoneWasSent() {
        found("SM1", "Bonjour, Sara", "outbound-api", Duration.ZERO);

        assertThat(search(payload().put("sent_as", "text"), template("{agent_name}"))
                        .in(list)
                        .status())
                .isEqualTo("queued");
        assertThat(search(payload(), Optional.of(AgentDefaults.settings()))
                        .in(list)
                        .status())
                .isEqualTo("queued");
    }

    @ParameterizedTest
    @CsvSource({"'', 1, sent", "'', 0, queued", "Bonjour, 1, queued", "Bonjour, 0, queued"})
    void knowsAPictureWithoutWordsByItsBeingOne(String words, String media, String status) {
        found("SM0", "", "outbound-api", Duration.ZERO).put("num_media", "1");
        found("SM1", words, "outbound-api", Duration.ZERO).put("num_media", media);
        ObjectNode picture = payload().put("body", "").put("sent_as", "text");
        picture.putArray("media").add("https://example.com/1.jpg");

        assertThat(search(picture, template("{agent_name}")).in(list).status()).isEqualTo(status);
    }

    private ObjectNode found(String sid, String words, String direction, Duration after) {
        return list.addObject()
                .put("sid", sid)
                .put("body", words)
                .put("direction", direction)
                .put("num_media", "0")
                .put(
                        "date_created",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                TRIED.plus(after).atOffset(ZoneOffset.UTC)));
    }

    private static SentSearch search(ObjectNode payload, Optional<AgentSettings> tenant) {
        OutboxItem item = new OutboxItem(
                "t",
                Uuid7.next(),
                1,
                Uuid7.next(),
                Uuid7.next(),
                Channel.WHATSAPP,
                "operator",
                "+33199000001",
                "+33611111111",
                payload,
                true,
                true,
                false,
                2,
                TRIED,
                false,
                0);
        return new SentSearch(item, List.of("SM0"), tenant, LEASE);
    }

    private static ObjectNode payload() {
        return JsonNodeFactory.instance.objectNode().put("body", "Votre colis est là.");
    }

    private static Optional<AgentSettings> template(String variable) {
        ObjectNode settings = JSON.valueToTree(AgentDefaults.settings());
        ((ObjectNode) settings.at("/channels_config/whatsapp"))
                .putObject("template")
                .put("content_sid", "HX" + "0".repeat(32))
                .set("variables", JSON.valueToTree(variable.isEmpty() ? Map.of() : Map.of("1", variable)));
        return Optional.of(JSON.convertValue(settings, AgentSettings.class));
    }
}
