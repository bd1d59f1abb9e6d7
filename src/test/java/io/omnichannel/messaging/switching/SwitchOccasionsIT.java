package io.omnichannel.messaging.switching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.call.Step;
import io.omnichannel.simulator.mail.SendGridRest;
import io.omnichannel.simulator.mail.SentMail;
import io.omnichannel.simulator.mail.SimulatedMail;
import io.omnichannel.simulator.rest.RestCalls.Ringing;
import io.omnichannel.simulator.rest.RestMessage;
import io.omnichannel.simulator.rest.SimulatedPhone;
import io.omnichannel.simulator.rest.TwilioRest;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.beans.factory.annotation.Autowired;

/** What happens by itself: lines that break, calls that nobody takes, numbers that cannot be reached. */
@SwitchTest
class SwitchOccasionsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    World world;

    @Autowired
    TwilioRest twilio;

    @Autowired
    Elsewhere elsewhere;

    private final String number = Elsewhere.number();

    @Test
    void writesWhatWasNotHeardWhenACallIsLostInMidAnswer() {
        Tenant tenant = elsewhere.shop(settings -> {});
        SimulatedCall call = call(tenant);
        String answer = call.ask("Êtes-vous ouverts ?", PATIENCE).text();
        loseForGood(call);

        RestMessage text = twilio.phone(number).await(1, PATIENCE).getFirst();

        assertThat(text.body()).startsWith("Nous avons été coupés. Je disais : ");
        assertThat(answer).endsWith(text.body().replaceFirst("^.*disais : ", ""));
        assertThat(elsewhere.switches(tenant)).singleElement().asString().startsWith("voice>sms ");
    }

    @Test
    void writesNothingWhenTheCallIsTakenUpAgain() {
        Tenant tenant = elsewhere.shop(settings -> {});
        SimulatedCall call = call(tenant);
        call.ask("Êtes-vous ouverts ?", PATIENCE);
        call.dropSocket();
        call.awaitSession(2);
        call.ask("Merci", PATIENCE);
        call.hangUp();
        call.awaitEnd(PATIENCE);

        twilio.phone(number).send(tenant.number(), "Bonjour");

        assertThat(twilio.phone(number).await(1, PATIENCE)).singleElement().satisfies(text -> assertThat(text.body())
                .doesNotContain("coupés"));
        assertThat(elsewhere.wishes(tenant)).isEmpty();
    }

    @Test
    void saysByTextThatItCannotSpeakWhenNothingWasLeftUnheard() {
        Tenant tenant = elsewhere.shop(settings -> {});
        SimulatedCall call = call(tenant);
        call.ask("Au secours", PATIENCE);
        call.interrupt("Je n'ai", 300);
        loseForGood(call);

        assertThat(twilio.phone(number).await(1, PATIENCE).getFirst().body()).contains("problème avec le téléphone");
        assertThat(elsewhere.wishes(tenant)).containsExactly("voice_down done");
    }

    @Test
    void callsBackWhoeverAsksForItInTheCallOnceItIsOver() {
        Tenant tenant = elsewhere.shop(settings -> {});
        SimulatedCall call = call(tenant);
        call.ask("Rappelez-moi, s'il vous plaît.", PATIENCE);
        await().untilAsserted(() ->
                assertThat(elsewhere.wishes(tenant)).containsExactly("customer_wish waiting call_in_progress"));
        assertThat(twilio.calls().all()).noneMatch(made -> made.to().equals(number));
        call.hangUp();
        call.awaitEnd(PATIENCE);

        SimulatedCall back = twilio.calls().await(number, PATIENCE).awaitConnected();

        assertThat(back.relay().greeting()).contains("rappelé");
        back.hangUp();
        back.awaitEnd(PATIENCE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Ringing.class,
            mode = Mode.EXCLUDE,
            names = {"ANSWERED", "MACHINE"})
    void callsAgainAndThenWritesWhenNobodyAnswers(Ringing outcome) {
        Tenant tenant = elsewhere.shop(settings -> {});
        twilio.calls().rings(number, outcome);
        SimulatedPhone phone = twilio.phone(number);
        phone.send(tenant.number(), "Rappelez-moi, s'il vous plaît.");

        List<RestMessage> texts = phone.await(2, PATIENCE);

        assertThat(texts.getLast().body()).contains("J'ai essayé de vous appeler");
        assertThat(twilio.calls().all().stream().filter(made -> made.to().equals(number)))
                .hasSize(3);
        await().untilAsserted(() -> assertThat(elsewhere.wishes(tenant))
                .containsExactly("customer_wish done", "call_again done", "call_again done", "call_unanswered done"));
        assertThat(elsewhere.switches(tenant))
                .containsExactly("sms>voice customer_wish customer", "voice>sms call_unanswered rule");
        assertThat(elsewhere.outbox(tenant, "voice")).allMatch(status -> status.startsWith("replayed "));
    }

    @Test
    void leavesAMachineAShortMessage() {
        Tenant tenant = elsewhere.shop(settings -> {});
        twilio.calls().rings(number, Ringing.MACHINE);
        twilio.phone(number).send(tenant.number(), "Rappelez-moi, s'il vous plaît.");

        SimulatedCall call = twilio.calls().await(number, PATIENCE);
        call.awaitEnd(PATIENCE);

        assertThat(call.ledger().steps(Step.Said.class)).singleElement().satisfies(said -> assertThat(said.text())
                .contains("Sara", "essayé de vous joindre"));
        await().untilAsserted(() -> assertThat(world.storedCall(call.callSid()))
                .containsEntry("answered_by", "machine_end_beep")
                .containsEntry("status", "completed"));
    }

    @Test
    void writesElsewhereWhatDidNotReachANumber() {
        String mail = "nomade" + number.substring(1) + "@client.example";
        Tenant tenant = elsewhere.shop(settings -> ((ObjectNode) settings.at("/channels_config/email"))
                .put("from", "shop" + number.substring(1) + "@away.example"));
        twilio.unreachable(number, 30006);
        SimulatedPhone phone = twilio.phone(number);
        phone.send(tenant.number(), "ARRET");
        phone.send(tenant.number(), "START");
        elsewhere.knows(tenant, "email", mail);

        phone.send(tenant.number(), "Qui êtes-vous ?");

        assertThat(twilio.mail()
                        .ledger()
                        .awaitSentTo(mail, 1, PATIENCE)
                        .getFirst()
                        .text())
                .contains("Sara");
        await().untilAsserted(() ->
                assertThat(elsewhere.switches(tenant)).containsExactly("sms>email number_unreachable rule"));
    }

    @Test
    void writesByTextWhatCameBackFromAMailbox() {
        String mail = "partie" + number.substring(1) + "@client.example";
        String shop = "shop" + number.substring(1) + "@bounce.example";
        Tenant tenant =
                elsewhere.shop(settings -> ((ObjectNode) settings.at("/channels_config/email")).put("from", shop));
        twilio.mail().deliver(SimulatedMail.of(mail, shop, "Bonjour", "Qui êtes-vous ?"));
        SentMail answer = twilio.mail().ledger().awaitSentTo(mail, 1, PATIENCE).getFirst();
        elsewhere.knows(tenant, "phone", number);

        twilio.mail().tell(SendGridRest.event(answer, "bounce").put("type", "bounce"));

        assertThat(twilio.phone(number).await(1, PATIENCE).getFirst().body()).contains("Sara");
        await().untilAsserted(() ->
                assertThat(elsewhere.switches(tenant)).containsExactly("email>sms number_unreachable rule"));
    }

    @Test
    void looksEverMoreSeldomForAnAddressAndAtOnceWhenOneIsConfirmed() {
        String mail = "patiente" + number.substring(1) + "@client.example";
        Tenant tenant = elsewhere.shop(settings -> ((ObjectNode) settings.at("/channels_config/email"))
                .put("from", "shop" + number.substring(1) + "@seldom.example"));
        SimulatedPhone phone = twilio.phone(number);
        phone.send(tenant.number(), "Envoyez-moi un mail, s'il vous plaît.");
        phone.await(1, PATIENCE);
        await().untilAsserted(() -> assertThat(elsewhere.outbox(tenant, "sms")).containsExactly("delivered"));
        String untouched = version(tenant);
        long looked = looked(tenant);
        await().untilAsserted(() -> assertThat(looked(tenant)).isGreaterThan(looked + 1));
        world.database()
                .update(
                        "update omni_switch_wishes set created_at = now() - interval '1 hour' where tenant_id = ?",
                        tenant.id());

        await().untilAsserted(() -> assertThat(world.database()
                        .queryForObject(
                                "select ready_at - updated_at = interval '5 minutes' from omni_switch_wishes where tenant_id = ?",
                                Boolean.class,
                                tenant.id()))
                .isTrue());
        assertThat(version(tenant)).isEqualTo(untouched);
        phone.send(tenant.number(), "Écrivez donc à " + mail + ", ce sera parfait");
        phone.await(2, PATIENCE);
        phone.send(tenant.number(), code(mail));

        twilio.mail().ledger().awaitSentTo(mail, 2, PATIENCE);
        await().untilAsserted(() ->
                assertThat(elsewhere.switches(tenant)).containsExactly("sms>email customer_wish customer"));
    }

    private String version(Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select xmin::text from omni_conversations where tenant_id = ?", String.class, tenant.id());
    }

    private long looked(Tenant tenant) {
        return world.database()
                .queryForObject("select fence from omni_switch_wishes where tenant_id = ?", Long.class, tenant.id());
    }

    @Test
    void asksForNoAddressThatWasGivenWithTheWish() {
        String mail = "donnee" + number.substring(1) + "@client.example";
        Tenant tenant = elsewhere.shop(settings -> ((ObjectNode) settings.at("/channels_config/email"))
                .put("from", "shop" + number.substring(1) + "@given.example"));
        SimulatedPhone phone = twilio.phone(number);
        phone.send(tenant.number(), "Qui êtes-vous ?");
        String who = phone.await(1, PATIENCE).getFirst().body();

        phone.send(tenant.number(), "Envoyez-moi ça par mail à " + mail);

        assertThat(phone.await(3, PATIENCE))
                .extracting(RestMessage::body)
                .anyMatch(text -> text.contains("code à six chiffres"))
                .anyMatch(text -> text.contains("dès que vous m'avez donné le code"))
                .noneMatch(text -> text.contains("À quelle adresse"));
        await().untilAsserted(
                        () -> assertThat(elsewhere.wishes(tenant)).containsExactly("customer_wish waiting no_address"));
        phone.send(tenant.number(), code(mail));
        assertThat(twilio.mail()
                        .ledger()
                        .awaitSentTo(mail, 2, PATIENCE)
                        .getLast()
                        .text())
                .contains(who);
        await().untilAsserted(() ->
                assertThat(elsewhere.switches(tenant)).containsExactly("sms>email customer_wish customer"));
    }

    @Test
    void sendsACodeToAnAddressThatWasMentionedBeforeItWasAskedFor() {
        String mail = "citee" + number.substring(1) + "@client.example";
        Tenant tenant = elsewhere.shop(settings -> ((ObjectNode) settings.at("/channels_config/email"))
                .put("from", "shop" + number.substring(1) + "@mentioned.example"));
        SimulatedPhone phone = twilio.phone(number);
        phone.send(tenant.number(), "Vous avez bien écrit hier à " + mail + " je crois");
        phone.await(1, PATIENCE);
        phone.send(tenant.number(), "Envoyez-moi un mail, s'il vous plaît.");
        assertThat(phone.await(2, PATIENCE).getLast().body()).contains("À quelle adresse");

        phone.send(tenant.number(), "Écrivez donc à " + mail + ", ce sera parfait");

        assertThat(phone.await(3, PATIENCE).getLast().body()).contains("code à six chiffres");
        phone.send(tenant.number(), code(mail));
        twilio.mail().ledger().awaitSentTo(mail, 2, PATIENCE);
    }

    @Test
    void asksForAnAddressAndWritesThereOnceACodeHasShownThatItIsTheirs() {
        String mail = "connue" + number.substring(1) + "@client.example";
        Tenant tenant = elsewhere.shop(settings -> ((ObjectNode) settings.at("/channels_config/email"))
                .put("from", "shop" + number.substring(1) + "@asked.example"));
        SimulatedPhone phone = twilio.phone(number);
        phone.send(tenant.number(), "Qui êtes-vous ?");
        String who = phone.await(1, PATIENCE).getFirst().body();

        phone.send(tenant.number(), "Envoyez-moi ça par mail.");

        assertThat(phone.await(2, PATIENCE).getLast().body()).contains("À quelle adresse");
        await().untilAsserted(
                        () -> assertThat(elsewhere.wishes(tenant)).containsExactly("customer_wish waiting no_address"));
        assertThat(elsewhere.column(tenant, "context").path("wished_channel").asText())
                .isEqualTo("email");
        phone.send(tenant.number(), "Écrivez donc à " + mail + ", ce sera parfait");
        assertThat(phone.await(3, PATIENCE).getLast().body()).contains("code à six chiffres");
        phone.send(tenant.number(), code(mail));
        assertThat(phone.await(4, PATIENCE).getLast().body()).contains("c'est confirmé");

        assertThat(twilio.mail()
                        .ledger()
                        .awaitSentTo(mail, 2, PATIENCE)
                        .getLast()
                        .text())
                .contains(who);
        await().untilAsserted(
                        () -> assertThat(elsewhere.column(tenant, "context").has("wished_channel"))
                                .isFalse());
        assertThat(elsewhere.switches(tenant)).containsExactly("sms>email customer_wish customer");
        assertThat(phone.received()).hasSize(4);
    }

    @Test
    void asksInACallForAnAddressAndWritesThereOnceTheCodeWasKeyed() {
        String mail = "parlee" + number.substring(1) + "@client.example";
        Tenant tenant = elsewhere.shop(settings -> ((ObjectNode) settings.at("/channels_config/email"))
                .put("from", "shop" + number.substring(1) + "@spoken.example"));
        SimulatedCall call = call(tenant);
        String who = call.ask("Qui êtes-vous ?", PATIENCE).text();
        call.ask("Envoyez-moi ça par mail.", PATIENCE);
        assertThat(call.nextAnswer(PATIENCE).text()).contains("À quelle adresse");

        String heard = call.ask(mail.replace("@", " arobase ").replace(".", " point "), PATIENCE)
                .text();
        code(mail).chars().forEach(digit -> call.press((char) digit));
        call.press('#');

        assertThat(heard).doesNotContain("pas bien compris");
        assertThat(twilio.mail()
                        .ledger()
                        .awaitSentTo(mail, 2, PATIENCE)
                        .getLast()
                        .text())
                .contains(who);
        call.hangUp();
        call.awaitEnd(PATIENCE);
        assertThat(elsewhere.switches(tenant)).containsExactly("voice>email customer_wish customer");
    }

    @Test
    void saysThatItCannotWhereAWishIsRefused() {
        Tenant tenant =
                elsewhere.shop(settings -> ((ObjectNode) settings.at("/channels_config/email")).put("enabled", true));
        SimulatedPhone phone = twilio.phone(number);
        phone.send(tenant.number(), "Bonjour");
        phone.await(1, PATIENCE);

        phone.send(tenant.number(), "On peut passer sur WhatsApp ?");

        assertThat(phone.await(2, PATIENCE).getLast().body()).contains("Je ne peux malheureusement pas");
        assertThat(elsewhere.wishes(tenant)).isEmpty();
        assertThat(elsewhere.switches(tenant)).isEmpty();
    }

    @Test
    void saysInTheCallThatItCannot() {
        Tenant tenant = elsewhere.shop(settings -> {});
        SimulatedCall call = call(tenant);
        call.ask("On peut passer sur WhatsApp ?", PATIENCE);

        assertThat(call.nextAnswer(PATIENCE).text()).contains("Je ne peux malheureusement pas");
        call.hangUp();
        call.awaitEnd(PATIENCE);
    }

    @Test
    void waitsForTheMorningWhereNobodyAsked() {
        Tenant tenant = elsewhere.shop(settings -> Elsewhere.quiet(settings, -60, 120));
        SimulatedCall call = call(tenant);
        call.ask("Êtes-vous ouverts ?", PATIENCE);
        loseForGood(call);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(elsewhere.wishes(tenant))
                .containsExactly("voice_down waiting quiet_hours"));
        assertThat(twilio.phone(number).received()).isEmpty();
    }

    @Test
    void answersAWishAtAnyHour() {
        Tenant tenant = elsewhere.shop(settings -> Elsewhere.quiet(settings, -60, 120));
        SimulatedCall call = call(tenant);
        String answer = call.ask("Êtes-vous ouverts ?", PATIENCE).text();
        call.ask("Envoyez-moi ça par SMS.", PATIENCE);

        assertThat(twilio.phone(number).await(1, PATIENCE).getFirst().body()).isEqualTo(answer);
        call.hangUp();
        call.awaitEnd(PATIENCE);
    }

    @Test
    void takesACallBackWhenAHumanOwnsTheConversationBeforeItIsAnswered() {
        Tenant tenant = elsewhere.shop(settings -> {});
        SimulatedPhone phone = twilio.phone(number);
        phone.send(tenant.number(), "Bonjour");
        phone.await(1, PATIENCE);
        world.database().update("update omni_conversations set owner = 'human' where tenant_id = ?", tenant.id());

        phone.send(tenant.number(), "Rappelez-moi, s'il vous plaît.");

        await().untilAsserted(
                        () -> assertThat(world.count("omni_messages", tenant)).isEqualTo(3));
        assertThat(elsewhere.wishes(tenant)).isEmpty();
        assertThat(twilio.calls().all()).noneMatch(made -> made.to().equals(number));
    }

    /** What the customer reads in the mail that brings it. */
    private String code(String mail) {
        Matcher code = Pattern.compile("\\b(\\d{6})\\b")
                .matcher(twilio.mail()
                        .ledger()
                        .awaitSentTo(mail, 1, PATIENCE)
                        .getFirst()
                        .text());
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    private SimulatedCall call(Tenant tenant) {
        return world.simulator().call(world.setup(tenant).from(number)).awaitConnected();
    }

    /** The line to us breaks while the agent speaks, and whenever it is taken up again. */
    private void loseForGood(SimulatedCall call) {
        for (int session = 2; session <= 4; session++) {
            call.dropSocket();
            call.awaitSession(session);
        }
        call.dropSocket();
        call.awaitEnd(PATIENCE);
    }
}
