package io.omnichannel.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.World.Tenant;
import io.omnichannel.messaging.intake.UnreadableMailFiles;
import io.omnichannel.simulator.mail.InboundParseForm;
import io.omnichannel.simulator.mail.SentMail;
import io.omnichannel.simulator.mail.SimulatedMail;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Mails to the whole program, as SendGrid posts them, and its answers as SendGrid gets them. */
class MailStoryIT extends MailStory {

    @Autowired
    UnreadableMailFiles unreadable;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answersAMailInItsThreadFromTheAddressWrittenTo(boolean raw) {
        Tenant tenant = shop();
        SimulatedMail mail = SimulatedMail.of(
                        "Camille Léger <" + customer + ">",
                        address(tenant).replace("@", "+Web@").toUpperCase(Locale.ROOT),
                        "Horaires été",
                        "Qui êtes-vous ?")
                .with("References", "<root@client.example>");

        assertThat(sendGrid().deliver(raw ? InboundParseForm.raw(mail) : InboundParseForm.parsed(mail)))
                .isEqualTo(200);

        SentMail answer = answers(1).getFirst();
        assertThat(answer.from()).isEqualTo(address(tenant));
        assertThat(answer.fromName()).isEqualTo("Sara");
        assertThat(answer.subject()).isEqualTo("Re: Horaires été");
        assertThat(answer.text()).contains("Sara");
        assertThat(answer.header("In-Reply-To")).isEqualTo(mail.messageId());
        assertThat(answer.header("References")).isEqualTo("<root@client.example> " + mail.messageId());
        assertThat(answer.header("Auto-Submitted")).isEqualTo("auto-replied");
        await().untilAsserted(() -> assertThat(outbox(tenant)).containsExactly("delivered"));
        assertThat(messages(tenant, "inbound")).singleElement().satisfies(message -> {
            assertThat(message.path("content").asText()).isEqualTo("Qui êtes-vous ?");
            assertThat(message.path("details").path("name").asText()).isEqualTo("Camille Léger");
        });
    }

    /** PostgreSQL stores every character but NUL; six characters that look like one in JSON are only six characters. */
    @Test
    void keepsWhatLooksLikeACharacterThatCannotBeStored() {
        Tenant tenant = shop();
        String odd = "Le caractère \\u0000 et \\\\u0000";

        assertThat(sendGrid().deliver(SimulatedMail.of(customer, address(tenant), odd, odd)))
                .isEqualTo(200);

        answers(1);
        assertThat(messages(tenant, "inbound")).singleElement().satisfies(message -> {
            assertThat(message.path("content").asText()).isEqualTo(odd);
            assertThat(message.at("/details/subject").asText()).isEqualTo(odd);
        });
    }

    @Test
    void answersAMailThatComesSeveralTimesOnce() {
        Tenant tenant = shop();
        SimulatedMail mail = mail(tenant, "Bonjour");

        for (int i = 0; i < 3; i++) {
            assertThat(sendGrid().deliver(mail)).isEqualTo(200);
        }
        sendGrid().deliver(InboundParseForm.parsed(mail.with("X-Other", "header")));

        answers(1);
        await().untilAsserted(() -> assertThat(outbox(tenant)).containsExactly("delivered"));
        assertThat(world.count("omni_messages", tenant)).isEqualTo(2);
        assertThat(answers(1)).hasSize(1);
    }

    @Test
    void goesOnInTheThreadAndTheConversation() {
        Tenant tenant = shop();
        sendGrid().deliver(mail(tenant, "Je m'appelle Zoé. Qui êtes-vous ?"));
        SentMail first = answers(1).getFirst();

        sendGrid().deliver(SimulatedMail.answer(first, "Et quels sont vos horaires ?"));

        SentMail second = answers(2).getLast();
        assertThat(second.subject()).isEqualTo(first.subject());
        assertThat(second.header("References")).contains(first.messageId()).startsWith(first.header("References"));
        assertThat(world.count("omni_conversations", tenant)).isEqualTo(1);
        JsonNode message = messages(tenant, "inbound").getLast();
        assertThat(message.path("content").asText()).isEqualTo("Et quels sont vos horaires ?");
        assertThat(message.path("details").path("text").asText()).contains("> ").contains("wrote:");
    }

    @Test
    void letsNothingInThatSendGridDidNotSign() throws Exception {
        Tenant tenant = shop();
        InboundParseForm form =
                InboundParseForm.parsed(mail(tenant, "Bonjour").file("a.bin", "image/png", new byte[100_000]));
        String now = String.valueOf(Instant.now().getEpochSecond());

        assertThat(post("/email", form.contentType(), form.bytes())).isEqualTo(403);
        assertThat(post("/email", form.contentType(), form.bytes(), TIMESTAMP, now, SIGNATURE, "MEUCIQ=="))
                .isEqualTo(403);
        assertThat(post("/email-events", "application/json", "[]".getBytes(UTF_8), TIMESTAMP, now, SIGNATURE, "x"))
                .isEqualTo(403);

        assertThat(world.count("omni_messages", tenant)).isZero();
        assertThat(files("spool")).isEmpty();
    }

    @Test
    void countsAMailForNobodyAndKeepsNothing() throws IOException {
        Tenant tenant = shop();
        double before = forNobody();
        List<Path> kept = files("attachments");
        SimulatedMail mail = mail(tenant, "Bonjour").file("a.bin", "image/png", new byte[] {1, 2, 3, 4, 77});

        assertThat(sendGrid().deliver(mail.sentTo("nobody@shop.example"))).isEqualTo(200);
        assertThat(sendGrid().deliver(mail.sentTo())).isEqualTo(200);

        assertThat(forNobody() - before).isEqualTo(2);
        assertThat(world.count("omni_messages", tenant)).isZero();
        assertThat(files("attachments")).isEqualTo(kept);
        assertThat(files("spool")).isEmpty();
    }

    @Test
    void givesAMailToEachOfTheTenantsItIsFor() {
        Tenant one = shop();
        Tenant other = shop();

        sendGrid().deliver(mail(one, "Bonjour").sentTo(address(one), "x@elsewhere.example", address(other)));

        assertThat(answers(2)).extracting(SentMail::from).containsExactlyInAnyOrder(address(one), address(other));
        assertThat(world.count("omni_messages", one)).isEqualTo(2);
        assertThat(world.count("omni_messages", other)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "Auto-Submitted, auto-replied, auto-submitted",
        "X-Autoreply, yes, auto-submitted",
        "Precedence, bulk, precedence",
        "List-Id, <news.example>, mailing list",
        "Return-Path, <>, delivery report",
        "Content-Type, multipart/report; report-type=delivery-status, delivery report"
    })
    void keepsWhatAMachineWroteAndNeverAnswersIt(String header, String value, String reason) {
        Tenant tenant = shop();

        sendGrid().deliver(mail(tenant, "Je suis absent.").with(header, value));
        sendGrid().deliver(mail(tenant, "Qui êtes-vous ?"));

        SentMail answer = answers(1).getFirst();
        await().untilAsserted(() -> assertThat(outbox(tenant)).containsExactly("delivered"));
        assertThat(sendGrid().ledger().sentTo(customer)).containsExactly(answer);
        assertThat(messages(tenant, "inbound")
                        .getFirst()
                        .path("details")
                        .path("automatic")
                        .asText())
                .isEqualTo(reason);
    }

    @Test
    void neverAnswersItself() {
        Tenant tenant = shop();
        sendGrid().deliver(mail(tenant, "Bonjour"));
        SentMail ours = answers(1).getFirst();

        SimulatedMail back = SimulatedMail.of(ours.to(), ours.from(), ours.subject(), ours.text());
        for (Map.Entry<String, String> header : ours.headers().entrySet()) {
            back = back.with(header.getKey(), header.getValue());
        }
        sendGrid().deliver(back);

        await().untilAsserted(() -> assertThat(messages(tenant, "inbound")).hasSize(2));
        assertThat(lanesReady(tenant)).isZero();
        assertThat(answers(1)).hasSize(1);
    }

    @Test
    void givesAConversationThatGoesInCirclesToAHuman() {
        Tenant tenant = shop();
        for (int i = 1; i <= 3; i++) {
            sendGrid().deliver(mail(tenant, "Bonjour"));
            answers(i);
        }

        sendGrid().deliver(mail(tenant, "Bonjour"));

        await().untilAsserted(() -> assertThat(world.database()
                        .queryForObject(
                                "select owner from omni_conversations where tenant_id = ?", String.class, tenant.id()))
                .isEqualTo("human"));
        assertThat(sendGrid().ledger().sentTo(customer)).hasSize(3);
    }

    @Test
    void leavesAWishInWordsToAHumanAndIsSilentMeanwhile() {
        Tenant tenant = shop();

        sendGrid().deliver(mail(tenant, "Merci mais ne m'écrivez plus !"));

        await().untilAsserted(() -> assertThat(world.database()
                        .queryForObject(
                                "select owner from omni_conversations where tenant_id = ?", String.class, tenant.id()))
                .isEqualTo("human"));
        assertThat(world.database()
                        .queryForList(
                                "select opted_out from omni_consents where tenant_id = ? and channel = 'email'"
                                        + " and theirs = ?",
                                Boolean.class,
                                tenant.id(),
                                customer))
                .containsExactly(true);
        assertThat(sendGrid().ledger().sentTo(customer)).isEmpty();
    }

    @Test
    void storesFilesByWhatTheyContain() throws IOException {
        Tenant tenant = shop();
        byte[] same = ("the same bytes, of " + UUID.randomUUID()).getBytes(UTF_8);
        int before = files("attachments").size();

        sendGrid()
                .deliver(mail(tenant, "Voici").file("a.txt", "text/plain", same).file("b.txt", "text/plain", same));
        sendGrid().deliver(InboundParseForm.raw(mail(tenant, "Encore").file("c.txt", "text/plain", same)));

        assertThat(files("attachments")).hasSize(before + 1);
        assertThat(messages(tenant, "inbound").getFirst().path("details").path("attachments"))
                .hasSize(2)
                .allSatisfy(file -> {
                    assertThat(file.path("size").asInt()).isEqualTo(same.length);
                    assertThat(file.path("sha256").asText()).hasSize(64);
                });
    }

    @Test
    void listsWhatItCannotReadUntilAnAdministratorHasDecided() throws Exception {
        shop();
        byte[] nonsense = ("nonsense " + UUID.randomUUID()).getBytes(UTF_8);
        signed("/email", "multipart/form-data; boundary=b", nonsense);
        signed("/email", "multipart/form-data; boundary=b", nonsense);
        JsonNode letter = letters(nonsense).getFirst();
        String path = "/dead-letters/" + letter.path("id").asText();

        assertThat(letter.path("tenant_id").isNull()).isTrue();
        assertThat(letter.path("attempts").asInt()).isEqualTo(2);
        assertThat(letter.path("reason").asText()).contains("does not say whom it is for");
        assertThat(admin("GET", path + "/content").headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(disposition -> assertThat(disposition).startsWith("attachment"));
        assertThat(admin("GET", "/dead-letters?tenantId=" + shop().id()).body())
                .doesNotContain(letter.path("id").asText());
        assertThat(admin("GET", path + "/content?tenantId=" + shop().id()).statusCode())
                .isEqualTo(404);

        assertThat(admin("GET", path + "/content").body()).isEqualTo(new String(nonsense, UTF_8));
        HttpResponse<String> still = admin("POST", path + "/replay");
        assertThat(still.statusCode()).isEqualTo(409);
        assertThat(still.body()).contains("still cannot be read");
        assertThat(admin("DELETE", path).statusCode()).isEqualTo(200);
        assertThat(admin("DELETE", path).statusCode()).isEqualTo(404);
        assertThat(letters(nonsense)).isEmpty();
        assertThat(kept(nonsense)).isFalse();
    }

    @Test
    void asksForWhatItCannotReadOnceMoreWhileItCannotListIt() throws Exception {
        byte[] nonsense = ("nonsense " + UUID.randomUUID()).getBytes(UTF_8);
        world.takeDatabaseAway();
        try {
            assertThat(signed("/email", "multipart/form-data; boundary=b", nonsense))
                    .isEqualTo(503);
        } finally {
            world.giveDatabaseBack();
        }

        await().untilAsserted(() -> assertThat(signed("/email", "multipart/form-data; boundary=b", nonsense))
                .isEqualTo(200));

        assertThat(letters(nonsense)).hasSize(1);
    }

    @Test
    void readsAgainWhatItCouldNotReadBefore() throws Exception {
        Tenant tenant = shop();
        byte[] form = mailForm(tenant);
        String id = unread(form);

        assertThat(admin("POST", "/dead-letters/" + id + "/replay").statusCode())
                .isEqualTo(202);

        assertThat(answers(1)).hasSize(1);
        assertThat(letters(form)).isEmpty();
        assertThat(kept(form)).isFalse();
        assertThat(admin("POST", "/dead-letters/" + id + "/replay").statusCode())
                .isEqualTo(404);
    }

    @Test
    void keepsWhatItCanReadAgainUntilSomebodyHasTheAddressItIsFor() throws Exception {
        Tenant tenant = shop();
        byte[] form = mailForm(tenant);
        String id = unread(form);
        String ours = address(tenant);
        move(tenant, "moved-" + ours);

        HttpResponse<String> nobodys = admin("POST", "/dead-letters/" + id + "/replay");

        assertThat(nobodys.statusCode()).isEqualTo(409);
        assertThat(json.readTree(nobodys.body()).path("code").asText()).isEqualTo("no_mailbox");
        assertThat(letters(form)).hasSize(1);
        assertThat(kept(form)).isTrue();
        move(tenant, ours);
        assertThat(admin("POST", "/dead-letters/" + id + "/replay").statusCode())
                .isEqualTo(202);
        assertThat(answers(1)).hasSize(1);
    }

    @Test
    void keepsTheFileThatIsTheAttachmentOfWhatItReadsAgainInPart() throws Exception {
        Tenant tenant = shop();
        String field = "--b\r\nContent-Disposition: form-data; name=\"more\"\r\n\r\n1\r\n";
        byte[] half = new String(mailForm(tenant), UTF_8)
                .replace("--b--", field.repeat(210) + "--b--")
                .getBytes(UTF_8);
        String id = unread(half);

        assertThat(admin("POST", "/dead-letters/" + id + "/replay").statusCode())
                .isEqualTo(202);
        unreadable.sweep();

        assertThat(messages(tenant, "inbound")).singleElement().satisfies(message -> assertThat(
                        message.at("/details/attachments").findValuesAsText("sha256"))
                .contains(sha256(half)));
        assertThat(letters(half)).isEmpty();
        assertThat(kept(half)).isTrue();
    }

    @Test
    void saysThatAnotherNodeHasTheFileOfWhatIsRemoved() throws Exception {
        byte[] nonsense = ("nonsense " + UUID.randomUUID()).getBytes(UTF_8);
        signed("/email", "multipart/form-data; boundary=b", nonsense);
        String path = "/dead-letters/" + letters(nonsense).getFirst().path("id").asText();
        String name = sha256(nonsense);
        Files.delete(Path.of(DATA, "attachments", name.substring(0, 2), name.substring(2)));

        assertThat(admin("DELETE", path).body()).contains("its file is not in this node's data directory");

        assertThat(letters(nonsense)).isEmpty();
    }

    @Test
    void removesTheFilesOfWhatAnotherNodeDecidedWhenItStarts() throws Exception {
        byte[] decided = ("nonsense " + UUID.randomUUID()).getBytes(UTF_8);
        byte[] open = ("nonsense " + UUID.randomUUID()).getBytes(UTF_8);
        signed("/email", "multipart/form-data; boundary=b", decided);
        signed("/email", "multipart/form-data; boundary=b", open);
        world.database()
                .update("update omni_unreadable_mails set status = 'discarded' where sha256 = ?", sha256(decided));

        unreadable.sweep();

        assertThat(kept(decided)).isFalse();
        assertThat(kept(open)).isTrue();
    }

    @Test
    void keepsWhatItCannotReadAndGoesOn() throws Exception {
        Tenant tenant = shop();
        byte[] same = {1};
        byte[] nonsense = ("nonsense " + UUID.randomUUID()).getBytes(UTF_8);
        int before = files("attachments").size();
        double unreadable = metrics.counter("omni.mail.unreadable").count();

        assertThat(signed("/email", "multipart/form-data; boundary=b", nonsense))
                .isEqualTo(200);
        assertThat(signed("/email-events", "application/json", "{".getBytes(UTF_8)))
                .isEqualTo(200);

        assertThat(metrics.counter("omni.mail.unreadable").count() - unreadable).isEqualTo(2);
        assertThat(files("attachments").size() - before).isBetween(1, 2);
        assertThat(letters(nonsense)).hasSize(1);
        SimulatedMail tooMany = mail(tenant, "Bonjour");
        for (int i = 0; i < 210; i++) {
            tooMany = tooMany.file(i + ".txt", "text/plain", same);
        }
        assertThat(sendGrid().deliver(tooMany)).isEqualTo(200);
        assertThat(messages(tenant, "inbound")).singleElement().satisfies(message -> {
            assertThat(message.path("details").path("unparsed").asText()).isNotEmpty();
            assertThat(message.path("details").path("attachments").findValuesAsText("name"))
                    .contains("request.bin");
        });
        sendGrid().deliver(mail(tenant, "Qui êtes-vous ?"));
        assertThat(answers(1)).hasSize(1);
    }

    /** Of what an administrator sees, what keeps these bytes. */
    private List<JsonNode> letters(byte[] body) throws Exception {
        List<String> ids = world.database()
                .queryForList(
                        "select id::text from omni_unreadable_mails where sha256 = ?", String.class, sha256(body));
        List<JsonNode> found = new ArrayList<>();
        get("/api/v1/omnichannel/dead-letters?limit=100").path("dead_letters").forEach(letter -> {
            if (ids.contains(letter.path("id").asText())) {
                found.add(letter);
            }
        });
        return found;
    }

    /** As if it had come before somebody taught the program to read it. */
    private String unread(byte[] form) throws Exception {
        signed("/email", "text/plain", form);
        String id = letters(form).getFirst().path("id").asText();
        world.database()
                .update(
                        "update omni_unreadable_mails set content_type = 'multipart/form-data; boundary=b' where id = ?::uuid",
                        id);
        return id;
    }

    private boolean kept(byte[] body) throws Exception {
        String name = sha256(body).substring(2);
        return files("attachments").stream().anyMatch(file -> file.endsWith(name));
    }

    private void move(Tenant tenant, String address) {
        world.database()
                .update(
                        "update omni_agent_configs set settings = jsonb_set(settings, '{channels_config,email,from}',"
                                + " to_jsonb(?::text)) where tenant_id = ?",
                        address,
                        tenant.id());
    }

    private static String sha256(byte[] body) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    }

    private byte[] mailForm(Tenant tenant) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("envelope", "{\"to\":[\"" + address(tenant) + "\"],\"from\":\"" + customer + "\"}");
        fields.put("from", customer);
        fields.put("subject", "Une question");
        fields.put("text", "Qui êtes-vous ?");
        StringBuilder form = new StringBuilder();
        fields.forEach((name, value) -> form.append("--b\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        return form.append("--b--\r\n").toString().getBytes(UTF_8);
    }
}
