package io.omnichannel.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.World.Tenant;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.messaging.Post;
import io.omnichannel.messaging.SendingStory;
import io.omnichannel.simulator.Faults.Fault;
import io.omnichannel.simulator.mail.SentMail;
import io.omnichannel.simulator.mail.SimulatedMail;
import io.omnichannel.simulator.rest.RestMessage;
import io.omnichannel.simulator.rest.SimulatedPhone;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** WhatsApp's 24 hours, by the database's clock. */
class WhatsappWindowIT extends SendingStory {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TEMPLATE = "HX" + "0".repeat(31) + "1";

    @Autowired
    DeadLetters letters;

    @Autowired
    Outbox outbox;

    @Test
    void writesFreelyInside() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.whatsapp(Post.number());

        phone.send(tenant.number(), "Bonjour");

        assertThat(phone.await(1, PATIENCE).getFirst().body()).isEqualTo("You wrote: Bonjour");
        await().untilAsserted(() -> assertThat(
                        post.details(tenant, "agent").path("reason").asText())
                .isEqualTo("window_open"));
    }

    @Test
    void asksWhoseWindowItIsWhereAMessageHasChangedItsConversationSinceItWasTakenUp() {
        Tenant tenant = world.tenant(settings -> {});
        open(tenant, Post.number());
        SimulatedPhone another = twilio.phone(Post.number());
        another.send(tenant.number(), "Bonjour");
        another.await(1, PATIENCE);
        Map<String, Object> sent = world.database()
                .queryForMap("select * from omni_outbox where tenant_id = ? and channel = 'whatsapp'", tenant.id());
        UUID elsewhere = world.database()
                .queryForObject(
                        "select conversation_id from omni_outbox where tenant_id = ? and channel = 'sms'",
                        UUID.class,
                        tenant.id());

        OutboxItem takenUpThere = new OutboxItem(
                tenant.id(),
                (UUID) sent.get("id"),
                1,
                elsewhere,
                (UUID) sent.get("message_id"),
                Channel.WHATSAPP,
                "answer",
                tenant.number(),
                (String) sent.get("theirs"),
                NullNode.getInstance(),
                false,
                false,
                false,
                1,
                Instant.now(),
                false,
                0);

        assertThat(outbox.lockConsent(takenUpThere).lastInbound()).isPresent();
    }

    @Test
    void sendsTheTemplateOutside() {
        Tenant tenant = world.tenant(WhatsappWindowIT::template);
        SimulatedPhone phone = answered(tenant, Post.number());

        post.write(tenant, "whatsapp", "operator", number(phone), "phone", "Votre colis ", "est arrivé.");

        RestMessage template = phone.await(2, PATIENCE).getLast();
        assertThat(template.contentSid()).isEqualTo(TEMPLATE);
        assertThat(template.contentVariables()).isEqualTo("{\"1\":\"Sara\"}");
        assertThat(template.body()).isEmpty();
        await().untilAsserted(
                        () -> assertThat(post.statuses(tenant)).containsExactly("read", "read", "suppressed template"));
        assertThat(post.details(tenant, "human").path("sent_as").asText()).isEqualTo("template");
        assertThat(post.details(tenant, "human").path("reason").asText()).isEqualTo("window_closed");
    }

    @Test
    void goesByTextWithoutATemplate() {
        Tenant tenant = world.tenant(settings -> {});
        String number = Post.number();
        answered(tenant, number);

        post.write(tenant, "whatsapp", "operator", number, "phone", "Votre colis est arrivé.");

        RestMessage text = twilio.phone(number).await(1, PATIENCE).getFirst();
        assertThat(text.body()).isEqualTo("Votre colis est arrivé.");
        await().untilAsserted(() -> {
            assertThat(post.statuses(tenant)).containsExactly("read", "suppressed window_closed", "delivered");
            assertThat(post.details(tenant, "human").at("/delivery/status").asText())
                    .isEqualTo("delivered");
        });
        assertThat(List.of("sent_by", "reason", "segments", "encoding"))
                .extracting(name -> post.details(tenant, "human").path(name).asText())
                .containsExactly("sms", "window_closed", "1", "GSM-7");
        assertThat(post.timeline(tenant).getLast()).startsWith("system: ").contains("envoyé par SMS");
        assertThat(switches(tenant)).contains("\"reason\": \"window_closed\"", "\"to\": \"sms\"", "\"by\": \"rule\"");
        assertThat(world.database()
                        .queryForObject(
                                "select current_channel || ' ' || active_channels from omni_conversations where tenant_id = ?",
                                String.class,
                                tenant.id()))
                .isEqualTo("sms [\"whatsapp\", \"sms\"]");
        assertThat(post.owner(tenant)).isEqualTo("agent");
    }

    @Test
    void tellsWhereTheCustomerReallyWasWhenItGoesByText() {
        Tenant tenant = world.tenant(settings -> {});
        String number = Post.number();
        answered(tenant, number);
        post.age(tenant, "25 hours");
        for (String channel : List.of("voice", "sms")) {
            world.database()
                    .update(
                            "update omni_conversations set current_channel = ? where tenant_id = ?",
                            channel,
                            tenant.id());

            post.write(tenant, "whatsapp", "operator", number, "phone", "Votre colis est arrivé.");

            int texts = channel.equals("voice") ? 1 : 2;
            twilio.phone(number).await(texts, PATIENCE);
            await().untilAsserted(
                            () -> assertThat(post.timeline(tenant).getLast()).startsWith("system: "));
            assertThat(world.database()
                            .queryForObject(
                                    "select string_agg(s ->> 'from' || '>' || (s ->> 'to'), ' ') from omni_conversations,"
                                            + " jsonb_array_elements(channel_switches) s where tenant_id = ?",
                                    String.class,
                                    tenant.id()))
                    .isEqualTo("voice>sms");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goesByMailWhereNoTextCanGo(boolean wroteByMail) {
        String from = "shop" + Post.number().substring(1) + "@shop.example";
        Tenant tenant = world.tenant(mailFrom(from));
        String scoped = "FR." + Post.number().substring(1);
        SimulatedPhone phone = answered(tenant, scoped);
        String theirs = mailAddress(tenant);
        if (wroteByMail) {
            twilio.mail().deliver(SimulatedMail.of(theirs, from, "Mon colis", "Où est-il ?"));
            twilio.mail().ledger().awaitSentTo(theirs, 1, PATIENCE);
            await().atMost(PATIENCE).until(() -> post.statuses(tenant).equals(List.of("read", "delivered")));
            world.database()
                    .update(
                            "update omni_conversations set current_channel = 'whatsapp' where tenant_id = ?",
                            tenant.id());
        }

        post.write(tenant, "whatsapp", "operator", scoped, "whatsapp", "Votre colis ", "est arrivé", " ce matin.");

        SentMail mail = twilio.mail()
                .ledger()
                .awaitSentTo(theirs, wroteByMail ? 2 : 1, PATIENCE)
                .getLast();
        assertThat(mail.text()).startsWith("Votre colis est arrivé ce matin.");
        assertThat(mail.subject()).isEqualTo(wroteByMail ? "Re: Mon colis" : "Votre colis");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(post.statuses(tenant).reversed())
                        .startsWith(
                                "suppressed window_closed",
                                "suppressed window_closed",
                                "delivered",
                                "suppressed window_closed"));
        JsonNode details = post.details(tenant, "human");
        assertThat(details.at("/delivery/status").asText()).isEqualTo("delivered");
        assertThat(details.at("/delivery/parts")).hasSize(1);
        assertThat(List.of("sent_by", "reason", "segments"))
                .extracting(name -> details.path(name).asText())
                .containsExactly("email", "window_closed", "");
        assertThat(post.timeline(tenant).stream().filter(line -> line.startsWith("system: La fenêtre")))
                .singleElement()
                .asString()
                .contains("envoyé par mail");
        assertThat(switches(tenant)).contains("\"reason\": \"window_closed\"", "\"to\": \"email\"", "\"by\": \"rule\"");
        assertThat(post.owner(tenant)).isEqualTo("agent");
        assertThat(phone.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no sender", "off", "opted out"})
    void asksAHumanWhereNoMailCanGoEither(String why) {
        String from = "shop" + Post.number().substring(1) + "@shop.example";
        Tenant tenant = world.tenant(
                switch (why) {
                    case "no sender" -> settings -> {};
                    case "off" ->
                        mailFrom(from).andThen(settings -> ((ObjectNode) settings.at("/channels_config/email"))
                                .put("enabled", false));
                    default -> mailFrom(from);
                });
        String scoped = "FR." + Post.number().substring(1);
        answered(tenant, scoped);
        String theirs = mailAddress(tenant);
        if (why.equals("opted out")) {
            world.database()
                    .update(
                            "insert into omni_consents (tenant_id, id, channel, ours, theirs, opted_out) values (?, ?, 'email', ?, ?, true)",
                            tenant.id(),
                            Uuid7.next(),
                            from,
                            theirs);
        }

        post.write(tenant, "whatsapp", "operator", scoped, "whatsapp", "Votre colis est arrivé.");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(post.statuses(tenant))
                .containsExactly("read", "suppressed window_closed"));
        assertThat(post.owner(tenant)).isEqualTo("human");
        assertThat(twilio.mail().ledger().sentTo(theirs)).isEmpty();
    }

    private static Consumer<ObjectNode> mailFrom(String address) {
        return settings -> ((ObjectNode) settings.at("/channels_config/email")).put("from", address);
    }

    /** The tenant's one customer has one now. */
    private String mailAddress(Tenant tenant) {
        String address = "lea" + Post.number().substring(1) + "@client.example";
        world.database()
                .update(
                        "insert into omni_contact_addresses (tenant_id, id, contact_id, kind, address)"
                                + " select tenant_id, ?, contact_id, 'email', ? from omni_conversations where tenant_id = ?",
                        Uuid7.next(),
                        address,
                        tenant.id());
        return address;
    }

    @Test
    void asksAHumanWhereThereIsNoOtherWay() {
        Tenant tenant = world.tenant(settings -> {});
        String scoped = "FR." + Post.number().substring(1);
        SimulatedPhone phone = answered(tenant, scoped);

        post.write(tenant, "whatsapp", "operator", scoped, "whatsapp", "Votre colis est arrivé.");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(post.statuses(tenant)).contains("suppressed window_closed"));
        assertThat(post.owner(tenant)).isEqualTo("human");
        assertThat(post.timeline(tenant).getLast()).startsWith("system: ").contains("un humain");
        assertThat(phone.received()).hasSize(1);
        assertThat(switches(tenant)).isEqualTo("[]");
    }

    @Test
    void asksAHumanWhereTheCustomerWantsNoTexts() {
        Tenant tenant = world.tenant(settings -> {});
        String number = Post.number();
        answered(tenant, number);
        twilio.phone(number).send(tenant.number(), "STOP");

        post.write(tenant, "whatsapp", "operator", number, "phone", "Votre colis est arrivé.");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(post.statuses(tenant)).contains("suppressed window_closed"));
        assertThat(post.owner(tenant)).isEqualTo("human");
        assertThat(twilio.phone(number).received()).isEmpty();
    }

    @Test
    void sendsTheTemplateAfterAllWhereWhatsappSaysThatTheWindowIsClosed() {
        Tenant tenant = world.tenant(WhatsappWindowIT::template);
        SimulatedPhone phone = open(tenant, Post.number());

        laterAtTwilio(() -> {
            post.write(tenant, "whatsapp", "operator", number(phone), "phone", "Votre colis ", "est arrivé.");

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(post.statuses(tenant))
                    .containsExactlyInAnyOrder(
                            "read", "suppressed 63016", "suppressed 63016", "read", "suppressed template"));
        });

        assertThat(phone.received().stream()
                        .filter(message -> message.contentSid().equals(TEMPLATE)))
                .hasSize(1);
        assertThat(post.details(tenant, "human").at("/delivery/parts")).hasSize(2);
        assertThat(post.details(tenant, "human").path("sent_as").asText()).isEqualTo("template");
    }

    /** The first part left inside of the window, the others were held up until it had closed. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesTheRestOfAMessageNotUnsaidWhenTheWindowClosesInTheMiddle(boolean template) {
        Tenant tenant = world.tenant(template ? WhatsappWindowIT::template : settings -> {});
        SimulatedPhone phone = open(tenant, Post.number());
        holdUpAfterTheFirstPart(tenant, phone);

        closeTheWindow(tenant);

        if (template) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(post.statuses(tenant))
                    .containsExactly("read", "read", "read", "suppressed template"));
            assertThat(phone.received().getLast().contentSid()).isEqualTo(TEMPLATE);
        } else {
            assertThat(twilio.phone(number(phone)).await(2, PATIENCE))
                    .extracting(RestMessage::body)
                    .containsExactly("est arrivé", " ce matin.");
            assertThat(post.details(tenant, "human").path("sent_by").asText()).isEqualTo("sms");
            assertThat(post.details(tenant, "human").path("segments").asInt())
                    .as("of what went by text")
                    .isEqualTo(2);
            assertThat(post.timeline(tenant).getLast()).startsWith("system: ").contains("envoyé par SMS");
        }
    }

    @Test
    void tellsAHumanOnceOfTheRestOfAMessageThatCanGoNoOtherWay() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = open(tenant, Post.number());
        world.database()
                .update(
                        "update omni_phone_mappings set channels = '{voice,whatsapp}' where tenant_id = ?",
                        tenant.id());
        holdUpAfterTheFirstPart(tenant, phone);

        closeTheWindow(tenant);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(post.statuses(tenant))
                .containsExactly("read", "read", "suppressed window_closed", "suppressed window_closed"));
        assertThat(post.owner(tenant)).isEqualTo("human");
        assertThat(post.timeline(tenant).stream().filter(line -> line.startsWith("system: La fenêtre")))
                .as("the briefing quotes it, sooner or later")
                .hasSize(1);
    }

    @Test
    void goesByTextAfterAllWhereThereIsNoTemplate() {
        Tenant tenant = world.tenant(settings -> {});
        String number = Post.number();
        SimulatedPhone phone = open(tenant, number);

        laterAtTwilio(() -> {
            post.write(tenant, "whatsapp", "operator", number(phone), "phone", "Votre colis est arrivé.");

            assertThat(twilio.phone(number).await(1, PATIENCE).getFirst().body())
                    .isEqualTo("Votre colis est arrivé.");
        });

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(post.statuses(tenant))
                .containsExactlyInAnyOrder("read", "suppressed 63016", "suppressed window_closed", "delivered"));
        assertThat(post.timeline(tenant).getLast()).startsWith("system: ").contains("envoyé par SMS");
    }

    @Test
    void goesByMailOnceWhereWhatsappSaysOfEachPartThatTheWindowIsClosed() {
        Tenant tenant = world.tenant(mailFrom("shop" + Post.number().substring(1) + "@shop.example"));
        String scoped = "FR." + Post.number().substring(1);
        open(tenant, scoped);
        String theirs = mailAddress(tenant);

        laterAtTwilio(() -> {
            post.write(tenant, "whatsapp", "operator", scoped, "whatsapp", "Votre colis ", "est arrivé.");

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(post.statuses(tenant))
                    .containsExactlyInAnyOrder(
                            "read",
                            "suppressed 63016",
                            "suppressed 63016",
                            "suppressed window_closed",
                            "suppressed window_closed",
                            "delivered"));
        });

        assertThat(twilio.mail().ledger().sentTo(theirs)).singleElement().satisfies(mail -> assertThat(mail.text())
                .startsWith("Votre colis est arrivé."));
        assertThat(post.details(tenant, "human").at("/delivery/parts")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR_AFTER", "RESET_AFTER", "ERROR_BEFORE", "RESET_BEFORE"})
    void sendsTheTemplateOnceWhateverTwilioDoes(Fault fault) {
        Tenant tenant = world.tenant(WhatsappWindowIT::template);
        SimulatedPhone phone = answered(tenant, Post.number());
        twilio.callbacks().silent();
        twilio.faults().next(fault);

        post.write(tenant, "whatsapp", "operator", number(phone), "phone", "Votre colis est arrivé.");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(post.statuses(tenant)).containsExactly("read", "sent"));
        assertThat(phone.received().stream()
                        .filter(message -> message.contentSid().equals(TEMPLATE)))
                .hasSize(1);
    }

    @Test
    void takesNoMessageOfAnotherSystemForATemplateThatTwilioNeverGot() throws Exception {
        Tenant tenant = world.tenant(WhatsappWindowIT::template);
        SimulatedPhone phone = answered(tenant, Post.number());
        twilio.callbacks().silent();
        elsewhere(tenant, phone, "Votre rendez-vous est demain");
        twilio.faults().next(Fault.ERROR_BEFORE);

        post.write(tenant, "whatsapp", "operator", number(phone), "phone", "Votre colis est arrivé.");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(post.statuses(tenant)).containsExactly("read", "sent"));
        assertThat(phone.received().stream()
                        .filter(message -> message.contentSid().equals(TEMPLATE)))
                .hasSize(1);
    }

    @Test
    void leavesATemplateToAHumanWhereNobodyCanTellWhetherItIsTheOneThatTwilioSent() throws Exception {
        Tenant tenant = world.tenant(WhatsappWindowIT::template);
        SimulatedPhone phone = answered(tenant, Post.number());
        twilio.callbacks().silent();
        elsewhere(tenant, phone, "Sara vous attend demain");
        twilio.faults().next(Fault.ERROR_AFTER);

        post.write(tenant, "whatsapp", "operator", number(phone), "phone", "Votre colis est arrivé.");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(post.statuses(tenant)).containsExactly("read", "dead unclear"));
        letters.replay(
                tenant.id(),
                world.database()
                        .queryForObject(
                                "select id from omni_outbox where tenant_id = ? and status = 'dead'",
                                UUID.class,
                                tenant.id()));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(post.statuses(tenant))
                .containsExactly("read", "replayed unclear", "sent"));
    }

    @Test
    void keepsTheOrderOfWhatIsReroutedAndWhatFollows() {
        Tenant tenant = world.tenant(settings -> {});
        String number = Post.number();
        answered(tenant, number);
        twilio.faults().often(Fault.TOO_MANY, 1);
        post.write(tenant, "whatsapp", "operator", number, "phone", "Un", "Deux", "Trois");
        post.write(tenant, "sms", "operator", number, "phone", "Quatre");

        twilio.faults().none();

        assertThat(twilio.phone(number).await(4, PATIENCE))
                .extracting(RestMessage::body)
                .containsExactly("Un", "Deux", "Trois", "Quatre");
    }

    @Test
    void isOpenForTheCustomerWhicheverTheConversation() {
        Tenant tenant = world.tenant(settings -> {});
        String number = Post.number();
        SimulatedPhone phone = open(tenant, number);
        world.database()
                .update(
                        "update omni_conversations set status = 'closed', closed_reason = 'completed', closed_at = now() where tenant_id = ?",
                        tenant.id());
        twilio.phone(number).send(tenant.number(), "Et par SMS ?");
        twilio.phone(number).await(1, PATIENCE);

        world.database()
                .update(
                        "with m as (select m.* from omni_messages m join omni_conversations c"
                                + " on c.tenant_id = m.tenant_id and c.id = m.conversation_id"
                                + " where m.tenant_id = ? and m.sender_role = 'agent' and c.status <> 'closed')"
                                + " insert into omni_outbox (tenant_id, id, conversation_id, message_id, channel, kind, ours,"
                                + " theirs, payload, expires_at) select tenant_id, gen_random_uuid(), conversation_id, id,"
                                + " 'whatsapp', 'operator', ?, ?, '{\"body\": \"Bien\", \"to_kind\": \"phone\"}',"
                                + " now() + interval '1 hour' from m",
                        tenant.id(),
                        tenant.number(),
                        number);

        assertThat(phone.await(2, PATIENCE).getLast().body()).isEqualTo("Bien");
    }

    @Test
    void countsFromWhenWhatsappTookTheMessageNotFromWhenItReachedUs() {
        Tenant tenant = world.tenant(settings -> {});
        String number = Post.number();
        open(tenant, number);
        world.database()
                .update(
                        "update omni_messages set details = details || jsonb_build_object('date_sent', to_char("
                                + "(now() - interval '25 hours') at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'))"
                                + " where tenant_id = ? and direction = 'inbound'",
                        tenant.id());

        post.write(tenant, "whatsapp", "operator", number, "phone", "Votre colis est arrivé.");

        assertThat(twilio.phone(number).await(1, PATIENCE)).hasSize(1);
    }

    /** Somebody else writes to the customer from the same number of the same account. */
    private void elsewhere(Tenant tenant, SimulatedPhone phone, String words) throws Exception {
        String user = world.account().sid() + ":" + world.account().authToken();
        String form = Stream.of("From=whatsapp:" + tenant.number(), "To=" + phone.wire(), "Body=" + words)
                .map(field -> field.substring(0, field.indexOf('=') + 1)
                        + URLEncoder.encode(field.substring(field.indexOf('=') + 1), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(twilio.url()
                        .resolve("/2010-04-01/Accounts/" + world.account().sid() + "/Messages.json"))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user.getBytes()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(201);
        }
    }

    private void holdUpAfterTheFirstPart(Tenant tenant, SimulatedPhone phone) {
        twilio.faults().retryAfter(Duration.ofMinutes(5)).next(Fault.NONE, Fault.TOO_MANY_RETRY_AFTER);
        post.write(tenant, "whatsapp", "operator", number(phone), "phone", "Votre colis ", "est arrivé", " ce matin.");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(post.statuses(tenant))
                .containsExactly("read", "read", "queued", "queued"));
        await().until(() -> world.database()
                .queryForObject(
                        "select exists (select from omni_outbox where tenant_id = ? and status = 'queued'"
                                + " and ready_at > now() + interval '1 minute')",
                        Boolean.class,
                        tenant.id()));
        twilio.faults().retryAfter(Duration.ofSeconds(1));
    }

    private void closeTheWindow(Tenant tenant) {
        post.age(tenant, "25 hours");
        world.database()
                .update(
                        "update omni_outbox set ready_at = now() where tenant_id = ? and status = 'queued'",
                        tenant.id());
    }

    private static void template(ObjectNode settings) {
        ((ObjectNode) settings.at("/channels_config/whatsapp"))
                .putObject("template")
                .put("content_sid", TEMPLATE)
                .putObject("variables")
                .put("1", "{agent_name}");
    }

    /** By Twilio's clock a day is over that by ours is not. */
    private void laterAtTwilio(Runnable what) {
        twilio.letPass(Duration.ofHours(25));
        try {
            what.run();
        } finally {
            twilio.letPass(Duration.ofHours(-25));
        }
    }

    private SimulatedPhone open(Tenant tenant, String customer) {
        SimulatedPhone phone = twilio.whatsapp(customer);
        phone.send(tenant.number(), "Bonjour");
        phone.await(1, PATIENCE);
        await().until(() -> post.statuses(tenant).equals(java.util.List.of("read")));
        return phone;
    }

    private SimulatedPhone answered(Tenant tenant, String customer) {
        SimulatedPhone phone = open(tenant, customer);
        post.age(tenant, "25 hours");
        return phone;
    }

    private static String number(SimulatedPhone phone) {
        return phone.wire().replaceFirst("^whatsapp:", "");
    }

    private String switches(Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select channel_switches::text from omni_conversations where tenant_id = ?",
                        String.class,
                        tenant.id());
    }
}
