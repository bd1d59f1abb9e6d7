package io.omnichannel.email;

import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Properties;
import org.springframework.boot.autoconfigure.mail.MailProperties;

/** A mail session from the usual {@code spring.mail.*}. */
final class SmtpSession {

    private SmtpSession() {}

    /** @param longest how long a conversation may take as a whole: each answer has a time limit of its own */
    static Session of(MailProperties settings, Duration longest) {
        // The route says smtp; a session that says smtps is the same with TLS from the first byte.
        boolean tls = settings.getSsl().isEnabled() || settings.getProtocol().equals("smtps");
        String prefix = "mail.smtp.";
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        // Without them a silent server holds a thread for ever.
        properties.put(prefix + "connectiontimeout", "10000");
        properties.put(prefix + "timeout", "20000");
        properties.put(prefix + "writetimeout", "20000");
        // Whoever names a factory of their own has to bound the whole themselves.
        if (!settings.getProperties().containsKey(prefix + "socketFactory.class")) {
            // Also under TLS, which is laid over it.
            properties.put(prefix + "socketFactory", new BriefSockets(longest));
            // A socket that was closed would be followed by one without a limit.
            properties.put(prefix + "socketFactory.fallback", "false");
        }
        properties.put(prefix + "starttls.enable", "true");
        put(properties, prefix + "host", settings.getHost());
        put(properties, prefix + "port", settings.getPort());
        put(properties, prefix + "auth", settings.getUsername() == null ? null : "true");
        put(properties, prefix + "ssl.enable", tls ? "true" : null);
        properties.putAll(settings.getProperties());
        return settings.getUsername() == null
                ? Session.getInstance(properties)
                : Session.getInstance(properties, login(settings));
    }

    private static void put(Properties properties, String name, Object value) {
        if (value != null) {
            properties.put(name, value.toString());
        }
    }

    private static Authenticator login(MailProperties settings) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(settings.getUsername(), settings.getPassword());
            }
        };
    }
}
