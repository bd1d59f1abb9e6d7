package io.omnichannel.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;

/** A MIME message with a Message-ID that sending does not change, and that knows whether its bytes were asked for. */
public final class OutboundMime extends MimeMessage {

    private final String messageId;
    private volatile boolean underWay;

    OutboundMime(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    /** Whether it has begun to leave: until then no server can have it. */
    public boolean isUnderWay() {
        return underWay;
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
        underWay = true;
        super.writeTo(out, ignored);
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}
