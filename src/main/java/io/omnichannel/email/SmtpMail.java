package io.omnichannel.email;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** A mail as an SMTP server takes it; {@code camel-mail} sends a body that is a {@link MimeMessage} as it is. */
public final class SmtpMail {

    // RFC 5322, section 3.3.
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private final Session session;
    private final Clock clock;

    SmtpMail(Session session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    /** The whole message, with a Message-ID that sending does not change. */
    public OutboundMime of(OutboundMail mail) throws MessagingException {
        OutboundMime message = new OutboundMime(session, mail.messageId());
        message.setFrom(address(mail.from()));
        message.setRecipient(RecipientType.TO, address(mail.to()));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setText(mail.text(), StandardCharsets.UTF_8.name());
        message.setHeader("Date", DATE.format(ZonedDateTime.now(clock)));
        for (Map.Entry<String, String> header : mail.headers().entrySet()) {
            String name = header.getKey();
            message.setHeader(name, MimeUtility.fold(name.length() + 2, header.getValue()));
        }
        message.saveChanges();
        return message;
    }

    private static InternetAddress address(MailAddress address) throws MessagingException {
        try {
            return new InternetAddress(
                    address.address(), address.name().isEmpty() ? null : address.name(), StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException impossible) {
            throw new MessagingException("UTF-8", impossible);
        }
    }
}
