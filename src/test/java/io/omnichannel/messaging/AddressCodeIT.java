package io.omnichannel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.World.Tenant;
import io.omnichannel.simulator.Faults.Fault;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.rest.RestMessage;
import io.omnichannel.simulator.rest.SimulatedPhone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An address that a customer names is theirs once the code that was sent there has come back. */
class AddressCodeIT extends CustomerStory {

    @Test
    void linksAMailAddressThatTheCustomerConfirmsByText() {
        Tenant tenant = shop();
        SimulatedPhone phone = twilio.phone(Post.number());

        phone.send(tenant.number(), "Mon adresse mail est " + customer + ", merci");
        String code = code();
        assertThat(phone.await(1, PATIENCE))
                .extracting(RestMessage::body)
                .anyMatch(text -> text.contains("code à six chiffres") && !text.contains(customer));
        phone.send(tenant.number(), code);

        await().untilAsserted(() ->
                assertThat(phone.received()).extracting(RestMessage::body).anyMatch(text -> text.contains("confirmé")));
        sendGrid().deliver(mail(tenant, "Et me voici par mail"));
        await().untilAsserted(() -> assertThat(channels(tenant)).contains("email"));
        assertThat(world.count("omni_contacts", tenant)).isEqualTo(1);
        assertThat(timeline(open(tenant).getFirst())).noneMatch(line -> line.contains("code est " + code));
        assertThat(world.database()
                        .queryForObject(
                                "select count(*) from omni_outbox where tenant_id = ? and payload ->> 'text' like ?",
                                Long.class,
                                tenant.id(),
                                "%" + code + "%"))
                .isZero();
    }

    @Test
    void joinsTheCustomerWhoHadTheAddressOnceTheCodeCameBack() {
        Tenant tenant = shop();
        sendGrid().deliver(mail(tenant, "Bonjour par mail"));
        answers(1);
        SimulatedPhone phone = twilio.phone(Post.number());

        phone.send(tenant.number(), "C'est " + customer);
        sendGrid().ledger().awaitSentTo(customer, 2, PATIENCE);
        assertThat(world.count("omni_contacts", tenant)).isEqualTo(2);
        phone.send(tenant.number(), "Le code est le " + code());

        await().untilAsserted(() -> assertThat(open(tenant)).hasSize(1));
        assertThat(timeline(open(tenant).getFirst())).contains("Bonjour par mail", "C'est " + customer);
    }

    @Test
    void takesACodeThatIsSaidOrKeyedInACall() {
        Tenant tenant = shop();
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from(Post.number())).awaitConnected();

        call.ask("Mon adresse est " + customer.replace("@", " arobase ").replace(".", " point "), PATIENCE);
        String code = code();
        await().untilAsserted(
                        () -> assertThat(timelineOf(tenant)).anyMatch(line -> line.contains("sur votre clavier")));
        code.chars().forEach(digit -> call.press((char) digit));
        call.press('#');

        await().untilAsserted(() -> assertThat(suggestion(tenant)).isEqualTo("confirmed"));
        await().untilAsserted(() -> assertThat(timelineOf(tenant)).anyMatch(line -> line.contains("c'est confirmé")));
        call.hangUp();
        call.awaitEnd(PATIENCE);
        sendGrid().deliver(mail(tenant, "Suite de l'appel"));
        answers(2);
        assertThat(world.count("omni_conversations", tenant)).isEqualTo(1);
    }

    @Test
    void readsTheAddressInATextThatACallHasAnsweredAloud() {
        Tenant tenant = shop();
        String number = Post.number();
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from(number)).awaitConnected();
        call.ask("Bonjour", PATIENCE);
        twilio.phone(number).send(tenant.number(), "Mon adresse mail est " + customer + ", merci");
        call.ask("Merci", PATIENCE);
        await().until(() -> world.count("omni_turns", tenant) == 2);

        call.hangUp();
        call.awaitEnd(PATIENCE);

        assertThat(code()).hasSize(6);
        assertThat(suggestion(tenant)).isEqualTo("pending");
    }

    @Test
    void takesACodeThoughAHumanOwnsTheConversation() {
        Tenant tenant = shop();
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Mon adresse mail est " + customer + ", merci");
        String first = code();
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        post("/conversations/" + open(tenant).getFirst() + "/takeover", "{}");
        world.database().update("update omni_merge_suggestions set code_hash = null where tenant_id = ?", tenant.id());
        // Written before the code that follows was sent: it means something else.
        phone.send(tenant.number(), "Ma commande est la 123456");
        post(
                "/merge-suggestions/"
                        + world.database()
                                .queryForObject(
                                        "select id::text from omni_merge_suggestions where tenant_id = ?",
                                        String.class,
                                        tenant.id())
                        + "/code",
                "{}");
        await().untilAsserted(() -> assertThat(code()).isNotEqualTo(first));
        int before = phone.received().size();

        phone.send(tenant.number(), code());

        await().untilAsserted(() -> assertThat(suggestion(tenant)).isEqualTo("confirmed"));
        assertThat(phone.await(before + 1, PATIENCE)).last().satisfies(answer -> assertThat(answer.body())
                .contains("confirmé"));
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        assertThat(phone.received()).hasSize(before + 1);
        assertThat(attempts(tenant)).isZero();
        assertThat(world.database()
                        .queryForObject(
                                "select string_agg(owner, ' ') from omni_conversations where tenant_id = ?",
                                String.class,
                                tenant.id()))
                .isEqualTo("human");
    }

    @Test
    void takesNoWrongCodeNoOldOneAndNoneTwice() {
        Tenant tenant = shop();
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Mon adresse est " + customer);
        String code = code();
        String wrong = code.equals("000000") ? "000001" : "000000";

        phone.send(tenant.number(), wrong);
        await().untilAsserted(() -> assertThat(bodies(phone)).anyMatch(text -> text.contains("pas le bon")));
        assertThat(suggestion(tenant)).isEqualTo("pending");

        world.database()
                .update(
                        "update omni_merge_suggestions set code_expires_at = now() - interval '1 second' where tenant_id = ?",
                        tenant.id());
        phone.send(tenant.number(), code);
        await().untilAsserted(() -> assertThat(bodies(phone)).anyMatch(text -> text.contains("plus valable")));
        assertThat(suggestion(tenant)).isEqualTo("pending");

        world.database()
                .update(
                        "update omni_merge_suggestions set code_expires_at = now() + interval '1 minute' where tenant_id = ?",
                        tenant.id());
        phone.send(tenant.number(), code);
        await().untilAsserted(() -> assertThat(suggestion(tenant)).isEqualTo("confirmed"));
        int confirmations =
                Collections.frequency(bodies(phone), "Merci, c'est confirmé : cette adresse est bien la vôtre.");
        phone.send(tenant.number(), code);
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        assertThat(Collections.frequency(bodies(phone), "Merci, c'est confirmé : cette adresse est bien la vôtre."))
                .isLessThanOrEqualTo(Math.max(1, confirmations));
    }

    @Test
    void takesNoRightCodeAfterFiveWrongOnes() {
        Tenant tenant = shop();
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Mon adresse est " + customer);
        String code = code();
        for (int tried = 1; tried <= 5; tried++) {
            phone.send(tenant.number(), "%06d".formatted((Integer.parseInt(code) + tried) % 1_000_000));
            int so = tried;
            await().untilAsserted(() -> assertThat(attempts(tenant)).isEqualTo(so));
        }

        phone.send(tenant.number(), code);

        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        assertThat(suggestion(tenant)).isEqualTo("pending");
    }

    @Test
    void sendsThreeCodesADayAndNoneToWhoeverWantsNoMail() {
        Tenant tenant = shop();
        twilio.phone(Post.number()).send(tenant.number(), "Écrivez à " + customer);
        await().untilAsserted(() -> assertThat(suggestions(tenant)).hasSize(1));
        String code =
                "/merge-suggestions/" + suggestions(tenant).get(0).path("id").asText() + "/code";

        for (int sent = 0; sent < 3; sent++) {
            assertThat(post(code, "{}").path("success").asBoolean()).isTrue();
        }
        assertThat(post(code, "{}").path("code").asText()).isEqualTo("too_many_codes");
        sendGrid().ledger().awaitSentTo(customer, 3, PATIENCE);
        sendGrid().deliver(mail(tenant, "STOP"));
        await().untilAsserted(() -> assertThat(consents(tenant)).hasSize(1));
        assertThat(post(code, "{}").path("code").asText()).isEqualTo("opted_out");
    }

    @Test
    void saysNothingOfCodesToWhoHasSaidStop() {
        Tenant tenant = shop();
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "ARRET");
        phone.await(1, PATIENCE);

        phone.send(tenant.number(), "Mon adresse est " + customer);
        phone.send(tenant.number(), code());

        await().untilAsserted(() -> assertThat(suggestion(tenant)).isEqualTo("confirmed"));
        await().untilAsserted(() -> assertThat(world.database()
                        .queryForList(
                                "select reason from omni_outbox where tenant_id = ? and channel = 'sms' and kind = 'identity'"
                                        + " and status = 'suppressed' and error_code = 'opted_out'",
                                tenant.id()))
                .hasSize(2));
        assertThat(phone.received()).hasSize(1);
    }

    @Test
    void waitsForNoCodeThatAStopHeldBack() {
        Tenant tenant = shop();
        sendGrid().faults().retryAfter(Duration.ofMinutes(5)).next(Fault.TOO_MANY_RETRY_AFTER);
        twilio.phone(Post.number()).send(tenant.number(), "Mon adresse est " + customer);
        await().untilAsserted(() -> assertThat(outbox(tenant)).containsExactlyInAnyOrder("queued", "delivered"));

        sendGrid().deliver(mail(tenant, "STOP"));
        await().untilAsserted(() -> assertThat(consents(tenant)).hasSize(1));
        anHourLater(tenant);

        await().untilAsserted(() -> assertThat(outbox(tenant)).contains("suppressed"));
        JsonNode suggested = suggestions(tenant).get(0);
        assertThat(suggested.path("code_pending").asBoolean()).isFalse();
        assertThat(post("/merge-suggestions/" + suggested.path("id").asText() + "/code", "{}")
                        .path("code")
                        .asText())
                .isEqualTo("opted_out");
    }

    @Test
    void saysThatACodeWasRightThoughTheProgramEndedBetweenTheTwo() {
        Tenant tenant = shop();
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Mon adresse est " + customer);
        String code = code();
        phone.await(1, PATIENCE);
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        world.database()
                .execute(
                        """
                        create sequence test_notices;
                        grant usage on sequence test_notices to public;
                        create function test_no_notice() returns trigger language plpgsql as $$
                        begin
                          if new.tenant_id = '%s' and new.kind in ('notice', 'identity') then
                            perform nextval('test_notices');
                            raise exception 'as if the program had ended';
                          end if;
                          return new;
                        end $$;
                        create trigger test_no_notice before insert on omni_outbox
                          for each row execute function test_no_notice()"""
                                .formatted(tenant.id()));
        try {
            phone.send(tenant.number(), code);
            await().untilAsserted(() -> assertThat(
                            world.database().queryForObject("select is_called from test_notices", Boolean.class))
                    .isTrue());
        } finally {
            world.database().execute("drop function test_no_notice() cascade; drop sequence test_notices");
        }

        world.database()
                .update(
                        "update omni_lanes set lease_until = now() - interval '1 second' where tenant_id = ?",
                        tenant.id());

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(bodies(phone)).anyMatch(text -> text.contains("confirmé")));
        assertThat(suggestion(tenant)).isEqualTo("confirmed");
    }

    @Test
    void countsTheCodesOfADayByWhenTheyWereSentHoweverOldTheSuggestionIsAndHoweverManyAskAtOnce() throws Exception {
        Tenant tenant = shop();
        twilio.phone(Post.number()).send(tenant.number(), "Écrivez à " + customer);
        await().untilAsserted(() -> assertThat(suggestions(tenant)).hasSize(1));
        world.database()
                .update(
                        "update omni_merge_suggestions set created_at = now() - interval '2 days' where tenant_id = ?",
                        tenant.id());
        String code =
                "/merge-suggestions/" + suggestions(tenant).get(0).path("id").asText() + "/code";
        List<String> answers = Collections.synchronizedList(new ArrayList<>());

        atOnce(IntStream.range(0, 6)
                .<Runnable>mapToObj(
                        i -> () -> answers.add(post(code, "{}").path("code").asText()))
                .toList());
        world.database()
                .update(
                        "update omni_merge_suggestions set codes_sent_at = array(select at - interval '25 hours'"
                                + " from unnest(codes_sent_at) as sent (at)) where tenant_id = ?",
                        tenant.id());
        JsonNode nextDay = post(code, "{}");

        assertThat(answers).containsExactlyInAnyOrder("", "", "", "too_many_codes", "too_many_codes", "too_many_codes");
        assertThat(nextDay.path("success").asBoolean()).isTrue();
    }

    private int attempts(Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select code_attempts from omni_merge_suggestions where tenant_id = ?",
                        Integer.class,
                        tenant.id());
    }

    private static List<String> bodies(SimulatedPhone phone) {
        return phone.received().stream().map(RestMessage::body).toList();
    }

    private List<String> timelineOf(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select content from omni_messages where tenant_id = ? order by seq",
                        String.class,
                        tenant.id());
    }
}
