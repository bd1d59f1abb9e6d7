package io.omnichannel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.omnichannel.World.Tenant;
import io.omnichannel.simulator.mail.SimulatedMail;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Mail out through a mail server that wants a password, where SendGrid has no key. */
class SmtpStoryIT extends MailStory {

    private static final int PORT = freePort();

    private final GreenMail mailServer = new GreenMail(patient());

    /** On a busy machine a server takes its time to start. */
    private static ServerSetup patient() {
        ServerSetup setup = new ServerSetup(PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(60_000);
        return setup;
    }

    @DynamicPropertySource
    static void useTheMailServer(DynamicPropertyRegistry registry) {
        registry.add("spring.mail.host", () -> "127.0.0.1");
        registry.add("spring.mail.port", () -> PORT);
        registry.add("spring.mail.username", () -> "shop");
        registry.add("spring.mail.password", () -> "secret");
        registry.add("spring.mail.properties.mail.smtp.timeout", () -> "1000");
    }

    @BeforeEach
    void prepare() {
        mailServer.setUser("shop@shop.example", "shop", "secret");
    }

    @AfterEach
    void stop() {
        mailServer.stop();
    }

    @Test
    void answersThroughTheMailServer() throws Exception {
        mailServer.start();
        Tenant tenant = shop();
        SimulatedMail mail = SimulatedMail.of(
                "Camille Léger <" + customer + ">", address(tenant), "Ça va, été ?", "Qui êtes-vous ?");

        sendGrid().deliver(mail);

        MimeMessage answer = received();
        assertThat(answer.getFrom()[0]).hasToString("Sara <" + address(tenant) + ">");
        assertThat(answer.getSubject()).isEqualTo("Re: Ça va, été ?");
        assertThat(answer.getHeader("In-Reply-To")).containsExactly(mail.messageId());
        assertThat(answer.getHeader("References")).containsExactly(mail.messageId());
        assertThat(answer.getHeader("Auto-Submitted")).containsExactly("auto-replied");
        assertThat(answer.getMessageID()).endsWith("@" + address(tenant).replaceFirst(".*@", "") + ">");
        assertThat((String) answer.getContent()).contains("Sara");
        await().untilAsserted(() -> assertThat(outbox(tenant)).containsExactly("sent"));
        assertThat(sendGrid().ledger().sentTo(customer)).isEmpty();
    }

    @Test
    void triesAgainUntilTheMailServerIsThere() throws Exception {
        Tenant tenant = shop();
        sendGrid().deliver(mail(tenant, "Qui êtes-vous ?"));
        await().untilAsserted(
                        () -> assertThat(reasons(tenant)).containsExactly("The mail server could not be reached"));
        assertThat(outbox(tenant)).containsAnyOf("queued", "sending");

        mailServer.start();

        assertThat(received()).isNotNull();
        await().untilAsserted(() -> assertThat(outbox(tenant)).containsExactly("sent"));
    }

    @Test
    void saysThatThePasswordIsWrong() {
        mailServer.setUser("shop@shop.example", "shop", "another secret");
        mailServer.start();
        Tenant tenant = shop();

        sendGrid().deliver(mail(tenant, "Qui êtes-vous ?"));

        await().untilAsserted(() -> assertThat(outbox(tenant)).containsExactly("dead"));
        assertThat(reasons(tenant).getFirst()).contains("SPRING_MAIL_USERNAME", "SPRING_MAIL_PASSWORD");
    }

    /**
     * What the server says to the login, to MAIL FROM, and to the dot behind the last line: {@code silence} is a broken
     * line.
     */
    @ParameterizedTest
    @CsvSource({
        "454 later,   250 ok,       250 ok,       queued",
        "535 who,     250 ok,       250 ok,       dead",
        "235 welcome, 451 busy,     250 ok,       queued",
        "235 welcome, 550 no,       250 ok,       dead",
        "235 welcome, 250 ok,       452 full,     queued",
        "235 welcome, 250 ok,       554 spam,     dead",
        "235 welcome, silence,      250 ok,       queued",
        "235 welcome, 250 ok,       silence,      unknown"
    })
    void decidesByHowFarTheMailHadCome(String atTheLogin, String atTheSender, String atTheEnd, String status)
            throws Exception {
        try (StubbornServer server = new StubbornServer(atTheLogin, atTheSender, atTheEnd)) {
            Tenant tenant = shop();

            sendGrid().deliver(mail(tenant, "Qui êtes-vous ?"));

            await().until(() -> server.conversations.get() > 0);
            await().untilAsserted(() -> assertThat(outbox(tenant)).containsExactly(status));
        }
    }

    @Test
    void sendsOnceMoreWhatBrokeInTheMiddle() throws Exception {
        Tenant tenant = shop();
        try (StubbornServer server = new StubbornServer("235 welcome", "250 ok", "silence")) {
            sendGrid().deliver(mail(tenant, "Qui êtes-vous ?"));
            await().untilAsserted(() -> assertThat(outbox(tenant)).containsExactly("unknown"));
            assertThat(server.conversations).hasValue(1);
        }
        mailServer.start();
        anHourLater(tenant);

        assertThat(received()).isNotNull();
        await().untilAsserted(() -> assertThat(outbox(tenant)).containsExactly("sent"));
    }

    /** What this test's customer got; what others wait for comes here too. */
    private MimeMessage received() throws MessagingException {
        await().atMost(PATIENCE).until(() -> !mails().isEmpty());
        assertThat(mails()).hasSize(1);
        return mails().getFirst();
    }

    private List<MimeMessage> mails() throws MessagingException {
        List<MimeMessage> mails = new ArrayList<>();
        for (MimeMessage mail : mailServer.getReceivedMessages()) {
            if (((InternetAddress) mail.getAllRecipients()[0]).getAddress().equals(customer)) {
                mails.add(mail);
            }
        }
        return mails;
    }

    private List<String> reasons(Tenant tenant) {
        return world.database()
                .queryForList("select reason from omni_outbox where tenant_id = ?", String.class, tenant.id());
    }

    /** One that stays free while nobody listens: none of those that systems give to whoever connects somewhere. */
    private static int freePort() {
        while (true) {
            try (ServerSocket socket =
                    new ServerSocket(ThreadLocalRandom.current().nextInt(10_000, 30_000))) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // Another one, then.
            }
        }
    }

    /** Speaks SMTP as far as it was told to. */
    private static final class StubbornServer implements AutoCloseable {

        private final AtomicInteger conversations = new AtomicInteger();
        private final ServerSocket socket = new ServerSocket(PORT);
        private final String atTheLogin;
        private final String atTheSender;
        private final String atTheEnd;

        StubbornServer(String atTheLogin, String atTheSender, String atTheEnd) throws IOException {
            this.atTheLogin = atTheLogin;
            this.atTheSender = atTheSender;
            this.atTheEnd = atTheEnd;
            Thread.ofVirtual().start(this::serve);
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket client = socket.accept()) {
                    conversations.incrementAndGet();
                    talk(client);
                } catch (IOException over) {
                    // The next client, if any.
                }
            }
        }

        private void talk(Socket client) throws IOException {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            say(client, "220 stubborn.example");
            boolean data = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (data && !line.equals(".")) {
                    continue;
                }
                String answer = data ? atTheEnd : answer(line);
                data = line.equals("DATA");
                if (answer.equals("silence")) {
                    return;
                }
                say(client, answer);
            }
        }

        private String answer(String line) {
            return switch (line.replaceFirst("[ :].*", "")) {
                case "MAIL" -> atTheSender;
                case "DATA" -> "354 go on";
                case "AUTH" -> atTheLogin;
                case "EHLO" -> "250-stubborn.example\r\n250 AUTH PLAIN";
                default -> "250 ok";
            };
        }

        private static void say(Socket client, String line) throws IOException {
            client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
