package io.omnichannel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.World.Tenant;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.mail.InboundParseForm;
import io.omnichannel.simulator.mail.SimulatedMail;
import io.omnichannel.simulator.rest.SimulatedPhone;
import io.omnichannel.simulator.rest.SimulatedText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One customer, one conversation, whatever they write from. */
class IdentityStoryIT extends CustomerStory {

    @Test
    void takesAHundredFirstContactsAtOnceForOneCustomerOfEachTenant() throws Exception {
        Tenant one = world.tenant(settings -> {});
        Tenant other = world.tenant(settings -> {});
        String number = Post.number();

        atOnce(IntStream.range(0, 100)
                .<Runnable>mapToObj(i -> contact(i % 2 == 0 ? one : other, number, i % 3))
                .toList());

        for (Tenant tenant : List.of(one, other)) {
            assertThat(world.count("omni_contacts", tenant)).isEqualTo(1);
            assertThat(world.count("omni_conversations", tenant)).isEqualTo(1);
            // Every third contact is a call.
            assertThat(inbound(tenant)).isEqualTo(tenant == one ? 33 : 34);
            assertThat(world.count("omni_calls", tenant)).isEqualTo(tenant == one ? 17 : 16);
            assertThat(seqs(tenant)).doesNotHaveDuplicates();
        }
    }

    @Test
    void takesFirstContactsOnFourChannelsForOneCustomerOnceTheMailAddressWasConfirmed() throws Exception {
        Tenant tenant = shop();
        String number = Post.number();
        SimulatedPhone phone = twilio.phone(number);
        phone.send(tenant.number(), "Mon adresse est " + customer);
        phone.send(tenant.number(), code());
        await().untilAsserted(() -> assertThat(suggestion(tenant)).isEqualTo("confirmed"));
        close(tenant);

        atOnce(IntStream.range(0, 100)
                .<Runnable>mapToObj(i -> i % 4 == 3
                        ? () -> sendGrid().deliver(InboundParseForm.parsed(mail(tenant, "Bonjour " + i)))
                        : contact(tenant, number, i % 4))
                .toList());

        assertThat(world.count("omni_contacts", tenant)).isEqualTo(1);
        assertThat(world.count("omni_conversations", tenant)).isEqualTo(2);
        assertThat(open(tenant)).hasSize(1);
        assertThat(channels(tenant)).containsExactlyInAnyOrder("voice", "sms", "whatsapp", "email");
    }

    @Test
    void knowsAWhatsappCustomerByIdAndByNumberAlike() {
        Tenant tenant = world.tenant(settings -> {});
        String number = Post.number();
        String id = scopedId();
        twilio.deliver(SimulatedText.whatsapp(id, tenant.number(), "Bonjour"));

        twilio.deliver(SimulatedText.whatsapp(id, tenant.number(), "C'est encore moi")
                .with("ExternalUserId", "whatsapp:" + number));
        twilio.phone(number).send(tenant.number(), "Et moi");

        assertThat(world.count("omni_contacts", tenant)).isEqualTo(1);
        assertThat(world.count("omni_conversations", tenant)).isEqualTo(1);
    }

    @Test
    void joinsTwoCustomersWhomOneMessageProvesToBeOneAndHeedsTheStopOfEither() {
        Tenant tenant = world.tenant(settings -> {});
        String number = Post.number();
        String id = scopedId();
        twilio.deliver(SimulatedText.whatsapp(id, tenant.number(), "Bonjour, je suis l'identifiant"));
        SimulatedPhone sms = twilio.phone(number);
        sms.send(tenant.number(), "Bonjour, je suis le numéro");
        sms.await(1, PATIENCE);
        assertThat(world.count("omni_contacts", tenant)).isEqualTo(2);

        twilio.deliver(
                SimulatedText.whatsapp(id, tenant.number(), "ARRET").with("ExternalUserId", "whatsapp:" + number));

        await().untilAsserted(() -> assertThat(open(tenant)).hasSize(1));
        assertThat(world.count("omni_merges", tenant)).isEqualTo(1);
        assertThat(consents(tenant)).contains("whatsapp " + id, "whatsapp " + number);
        twilio.whatsapp(number).send(tenant.number(), "Vous êtes là ?");
        await().untilAsserted(() -> assertThat(outbox(tenant)).contains("suppressed"));
        assertThat(twilio.whatsapp(number).received()).isEmpty();
        assertThat(timeline(open(tenant).getFirst()))
                .contains("Bonjour, je suis l'identifiant", "Bonjour, je suis le numéro", "Vous êtes là ?");
    }

    @Test
    void endsWithOneCustomerHoweverIdNumberAndBothComeAtOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            Tenant tenant = world.tenant(settings -> {});
            String number = Post.number();
            String id = scopedId();

            atOnce(IntStream.range(0, 60)
                    .<Runnable>mapToObj(i -> () -> {
                        switch (i % 3) {
                            case 0 ->
                                twilio.deliver(SimulatedText.whatsapp(id, tenant.number(), "Par l'identifiant " + i));
                            case 1 -> twilio.phone(number).send(tenant.number(), "Par le numéro " + i);
                            default ->
                                twilio.deliver(SimulatedText.whatsapp(id, tenant.number(), "Par les deux " + i)
                                        .with("ExternalUserId", "whatsapp:" + number));
                        }
                    })
                    .toList());

            await().untilAsserted(() -> assertThat(open(tenant)).hasSize(1));
            assertThat(inbound(tenant)).isEqualTo(60);
            assertThat(contents(get("/api/v1/omnichannel/conversations/"
                                    + open(tenant).getFirst())
                            .path("conversation")))
                    .filteredOn(line -> line.startsWith("Par "))
                    .hasSize(60)
                    .doesNotHaveDuplicates();
            assertThat(world.count("omni_merges", tenant)).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void suggestsANumberGivenInAMailAndLeavesItToTheOperator() {
        Tenant tenant = shop();
        String number = "+336120" + "%05d".formatted(ThreadLocalRandom.current().nextInt(100_000));
        twilio.phone(number).send(tenant.number(), "Bonjour");
        sendGrid().deliver(mail(tenant, "Rappelez-moi au 0" + number.substring(3) + " s'il vous plaît."));
        await().untilAsserted(() -> assertThat(suggestions(tenant)).hasSize(1));

        JsonNode suggested = suggestions(tenant).get(0);
        JsonNode customer = post("/merge-suggestions/" + suggested.path("id").asText() + "/confirm", "{}")
                .path("customer");

        assertThat(suggested.path("address").asText()).isEqualTo(number);
        assertThat(suggested.path("channel").asText()).isEqualTo("email");
        assertThat(customer.path("addresses")).hasSize(2);
        assertThat(customer.at("/merges/0/by").asText()).isEqualTo("operator");
        assertThat(suggestions(tenant)).isEmpty();
    }

    @Test
    void suggestsACustomerOfTheSameNameAndMergesNothingByItself() {
        Tenant tenant = shop();
        sendGrid()
                .deliver(SimulatedMail.of("Claire Moreau <" + customer + ">", address(tenant), "Question", "Bonjour"));
        answers(1);
        twilio.phone(Post.number()).send(tenant.number(), "Bonjour, je m'appelle claire moreau");
        await().untilAsserted(() -> assertThat(suggestions(tenant)).hasSize(1));
        JsonNode suggested = suggestions(tenant).get(0);

        assertThat(suggested.path("kind").asText()).isEqualTo("name");
        assertThat(suggested.path("address").isNull()).isTrue();
        assertThat(suggested.path("other_customer_id").asText())
                .isEqualTo(customers(tenant).getFirst());
        assertThat(open(tenant)).hasSize(2);
        post("/merge-suggestions/" + suggested.path("id").asText() + "/confirm", "{}");
        assertThat(open(tenant)).hasSize(1);
    }

    @Test
    void joinsCustomersWhomACrashLeftApart() {
        Tenant tenant = world.tenant(settings -> {});
        String id = scopedId();
        String number = Post.number();
        twilio.deliver(SimulatedText.whatsapp(id, tenant.number(), "Bonjour"));
        twilio.phone(number).send(tenant.number(), "Bonjour");
        List<String> customers = customers(tenant);

        // What the accepting statement leaves, and a node that died before it did anything about it.
        world.database()
                .update(
                        """
                        insert into omni_merge_suggestions (tenant_id, id, contact_id, kind, address, strength, said,
                          channel, conversation_id, message_id, lease_until)
                        select tenant_id, gen_random_uuid(), contact_id, 'whatsapp', ?, 'strong', ?, 'whatsapp', id,
                          gen_random_uuid(), now() - interval '1 second'
                        from omni_conversations where tenant_id = ? and contact_id = ?::uuid""",
                        id,
                        id,
                        tenant.id(),
                        customers.getLast());

        await().untilAsserted(() -> assertThat(suggestion(tenant)).isEqualTo("confirmed"));
        assertThat(open(tenant)).hasSize(1);
        assertThat(world.count("omni_merges", tenant)).isEqualTo(1);
    }

    @Test
    void suggestsNoAddressAgainThatWasDismissed() {
        Tenant tenant = shop();
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Écrivez aussi à ma collègue chez " + customer + " s'il vous plaît, elle attend");
        await().untilAsserted(() -> assertThat(suggestions(tenant)).hasSize(1));
        post("/merge-suggestions/" + suggestions(tenant).get(0).path("id").asText() + "/dismiss", "{}");

        phone.send(tenant.number(), "Elle est à " + customer + ", je vous l'ai dit");

        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        assertThat(suggestions(tenant)).isEmpty();
    }

    @Test
    void listsTheSuggestionsOfAllTenantsToAnAdministratorWhoNamesNone() {
        List<String> expected = new ArrayList<>();
        for (Tenant tenant : List.of(shop(), shop())) {
            twilio.phone(Post.number()).send(tenant.number(), "Écrivez plutôt à " + customer);
            await().untilAsserted(() -> assertThat(suggestions(tenant)).hasSize(1));
            expected.addFirst(suggestions(tenant).get(0).path("id").asText());
        }

        JsonNode first = get("/api/v1/omnichannel/merge-suggestions?limit=1");
        JsonNode second = get("/api/v1/omnichannel/merge-suggestions?limit=1&after="
                + first.path("next").asText());

        assertThat(List.of(
                        first.at("/suggestions/0/id").asText(),
                        second.at("/suggestions/0/id").asText()))
                .isEqualTo(expected);
    }

    private Runnable contact(Tenant tenant, String number, int channel) {
        return () -> {
            switch (channel) {
                case 0 -> twilio.phone(number).send(tenant.number(), "Bonjour");
                case 1 -> twilio.whatsapp(number).send(tenant.number(), "Bonjour");
                default -> {
                    SimulatedCall call =
                            world.simulator().call(world.setup(tenant).from(number));
                    await().atMost(PATIENCE).until(() -> call.isConnected() || call.isOver());
                    call.close();
                }
            }
        };
    }

    private long inbound(Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select count(*) from omni_messages where tenant_id = ? and direction = 'inbound'",
                        Long.class,
                        tenant.id());
    }

    private List<Long> seqs(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select seq from omni_messages where tenant_id = ? order by seq", Long.class, tenant.id());
    }
}
