package io.omnichannel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.mail.MailProperties;

class SmtpSessionTest {

    /** It says a line of its greeting within each time limit, and never the last one. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void endsAConversationWithAServerThatGoesOnTalking() throws Exception {
        CountDownLatch left = new CountDownLatch(1);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> talk(server, left));
            Session session = SmtpSession.of(server(server.getLocalPort()), Duration.ofMillis(500));

            assertThatExceptionOfType(MessagingException.class).isThrownBy(() -> connect(session));

            assertThat(left.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void speaksTlsOverItsOwnSockets() throws Exception {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS);
        setup.setServerStartupTimeout(60_000);
        GreenMail mailServer = new GreenMail(setup);
        mailServer.start();
        try {
            MailProperties settings = server(mailServer.getSmtps().getPort());
            settings.getSsl().setEnabled(true);
            settings.getProperties().put("mail.smtp.ssl.trust", "*");
            settings.getProperties().put("mail.smtp.ssl.checkserveridentity", "false");

            connect(SmtpSession.of(settings, Duration.ofSeconds(20)));
        } finally {
            mailServer.stop();
        }
    }

    private static MailProperties server(int port) {
        MailProperties settings = new MailProperties();
        settings.setHost("127.0.0.1");
        settings.setPort(port);
        return settings;
    }

    private static void connect(Session session) throws MessagingException {
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect();
            assertThat(transport.isConnected()).isTrue();
        }
    }

    private static void talk(ServerSocket server, CountDownLatch left) {
        try (Socket client = server.accept()) {
            OutputStream out = client.getOutputStream();
            while (!left.await(10, TimeUnit.MILLISECONDS)) {
                out.write("220-one moment\r\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException | InterruptedException over) {
            left.countDown();
        }
    }
}
