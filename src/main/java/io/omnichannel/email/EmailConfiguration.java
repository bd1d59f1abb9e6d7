package io.omnichannel.email;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.mail.MailProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/** Who may send us mail, where it is kept, and how ours goes out. */
@Configuration(proxyBeanMethods = false)
class EmailConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(EmailConfiguration.class);

    @Bean
    SendGridKeys sendGridKeys(
            @Value("${omnichannel.sendgrid-webhook-public-key:}") String publicKey,
            @Value("${omnichannel.twilio-auth-token:}") String authToken,
            @Value("${omnichannel.data-dir:./data}") Path dataDir) {
        SendGridKeys keys = SendGridKeys.of(publicKey);
        boolean live = !authToken.isBlank();
        if (live && keys.isEmpty()) {
            LOG.warn("Incoming mail is refused with 403: SENDGRID_WEBHOOK_PUBLIC_KEY is not set");
        }
        return live ? keys : keys.withSimulator(dataDir);
    }

    @Bean
    MailDoor mailDoor(
            SendGridKeys keys,
            MeterRegistry metrics,
            ObjectProvider<Clock> clock,
            @Value("${omnichannel.data-dir:./data}") Path dataDir,
            @Value("${omnichannel.email.max-bytes:31MB}") DataSize maxSize,
            @Value("${omnichannel.sendgrid-replay-window:73h}") Duration window)
            throws IOException {
        Clock time = clock.getIfUnique(Clock::systemUTC);
        MailSpool spool = new MailSpool(dataDir.resolve("spool"), maxSize.toBytes());
        spool.sweep(time.instant());
        return new MailDoor(keys, spool, window, time, metrics);
    }

    @Bean
    AttachmentStore attachmentStore(ObjectProvider<Clock> clock, @Value("${omnichannel.data-dir:./data}") Path dataDir)
            throws IOException {
        FileAttachmentStore store = new FileAttachmentStore(dataDir.resolve("attachments"));
        store.sweep(clock.getIfUnique(Clock::systemUTC).instant());
        return store;
    }

    @Bean
    InboundParse inboundParse(ObjectMapper json, AttachmentStore store) {
        return new InboundParse(json, store);
    }

    @Bean
    SendGridEvents sendGridEvents(ObjectMapper json) {
        return new SendGridEvents(json);
    }

    @Bean
    SendGridMail sendGridMail(ObjectMapper json) {
        return new SendGridMail(json);
    }

    @Bean
    MailSettings mailSettings(
            @Value("${omnichannel.sendgrid-api-key:}") String apiKey,
            @Value("${omnichannel.sendgrid-base-url:https://api.sendgrid.com}") String baseUrl,
            @Value("${spring.mail.host:}") String smtpHost) {
        return new MailSettings(apiKey, baseUrl, smtpHost);
    }

    /** For {@code smtp:…?session=#mailSession}. */
    @Bean
    Session mailSession(Environment environment) {
        return SmtpSession.of(
                Binder.get(environment).bindOrCreate("spring.mail", MailProperties.class),
                MailSettings.LONGEST_CONVERSATION);
    }

    @Bean
    SmtpMail smtpMail(Session mailSession, ObjectProvider<Clock> clock) {
        return new SmtpMail(mailSession, clock.getIfUnique(Clock::systemUTC));
    }
}
