package io.omnichannel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.Session;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

class EmailProcessorsTest {

    @TempDir
    private Path data;

    private ApplicationContextRunner email() {
        return new ApplicationContextRunner()
                .withInitializer(context ->
                        context.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance()))
                .withConfiguration(AutoConfigurations.of(ConfigurationPropertiesAutoConfiguration.class))
                .withBean(ObjectMapper.class)
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withUserConfiguration(EmailConfiguration.class, EmailProcessors.class)
                .withPropertyValues("omnichannel.data-dir=" + data);
    }

    @Test
    void turnASignedRequestIntoAMailAndLeaveNothingInTheSpool() {
        email().run(context -> {
            byte[] form =
                    MailForm.bytes(written -> written.field("text", "Bonjour").field("envelope", MailForm.ENVELOPE));
            Exchange exchange = signed(form, MailForm.CONTENT_TYPE);

            run(context, exchange, "sendGridVerifier");
            SpooledBody spooled = exchange.getMessage().getBody(SpooledBody.class);
            run(context, exchange, "mailParser");

            assertThat(exchange.getMessage().getBody(InboundMail.class).words()).isEqualTo("Bonjour");
            assertThatThrownBy(() -> spooled.open().read()).isInstanceOf(ClosedChannelException.class);
            assertThat(data.resolve("spool")).isEmptyDirectory();
        });
    }

    @Test
    void keepWhatCannotBeRead() {
        email().run(context -> {
            Exchange exchange = signed("nonsense".getBytes(StandardCharsets.UTF_8), MailForm.CONTENT_TYPE);
            run(context, exchange, "sendGridVerifier");

            assertThatThrownBy(() -> run(context, exchange, "mailParser")).isInstanceOf(MalformedMail.class);
            run(context, exchange, "unreadableMailKeeper");

            Attachment kept = exchange.getMessage().getBody(Attachment.class);
            assertThat(context.getBean(AttachmentStore.class)
                            .open(kept.content().sha256()))
                    .hasContent("nonsense");
            assertThat(data.resolve("spool")).isEmptyDirectory();
        });
    }

    @Test
    void turnSignedEventsIntoRecords() {
        email().run(context -> {
            byte[] body = "[{\"sg_event_id\":\"e\",\"event\":\"open\"}]\r\n".getBytes(StandardCharsets.UTF_8);
            Exchange exchange = signed(body, "application/json");

            run(context, exchange, "sendGridVerifier", "mailEventsReader");

            assertThat(exchange.getMessage().getBody(List.class).size()).isOne();
        });
    }

    @Test
    void refuseEveryMailOfALiveServerWithoutAKey() {
        email().withPropertyValues("omnichannel.twilio-auth-token=token").run(context -> {
            Exchange exchange = signed(new byte[] {1}, "application/json");

            assertThatThrownBy(() -> run(context, exchange, "sendGridVerifier")).isInstanceOf(RejectedMail.class);
        });
    }

    @Test
    void stopTheStartOnAKeyThatIsNone() {
        email().withPropertyValues("omnichannel.sendgrid-webhook-public-key=SG.x")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("sendgrid-webhook-public-key"));
    }

    @Test
    void sendBySendGridElseBySmtpElseNotAtAll() {
        email().run(context -> assertThat(way(context)).isEqualTo(MailSettings.Way.NONE));
        email().withPropertyValues(
                        "spring.mail.host=mx.example",
                        "spring.mail.port=2525",
                        "spring.mail.username=u",
                        "spring.mail.properties.mail.smtp.timeout=1")
                .run(context -> {
                    assertThat(way(context)).isEqualTo(MailSettings.Way.SMTP);
                    assertThat(context.getBean(Session.class).getProperties())
                            .containsEntry("mail.smtp.host", "mx.example")
                            .containsEntry("mail.smtp.port", "2525")
                            .containsEntry("mail.smtp.auth", "true")
                            .containsEntry("mail.smtp.timeout", "1");
                });
        email().withPropertyValues("spring.mail.host=mx.example", "omnichannel.sendgrid-api-key=SG.secret")
                .run(context -> {
                    assertThat(way(context)).isEqualTo(MailSettings.Way.SENDGRID);
                    assertThat(context.getBean(MailSettings.class).toString()).doesNotContain("secret");
                });
    }

    private static MailSettings.Way way(ApplicationContext context) {
        return context.getBean(MailSettings.class).way();
    }

    private Exchange signed(byte[] body, String contentType) throws IOException {
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(new ByteArrayInputStream(body));
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, contentType);
        exchange.getMessage().setHeader("X-Twilio-Email-Event-Webhook-Timestamp", timestamp);
        exchange.getMessage()
                .setHeader(
                        "X-Twilio-Email-Event-Webhook-Signature",
                        SendGridDevelopmentKey.in(data).sign(timestamp, new ByteArrayInputStream(body)));
        return exchange;
    }

    private static void run(ApplicationContext context, Exchange exchange, String... processors) throws Exception {
        for (String processor : processors) {
            context.getBean(processor, Processor.class).process(exchange);
        }
    }
}
