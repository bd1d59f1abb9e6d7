package io.omnichannel.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.email.Attachment;
import io.omnichannel.email.AttachmentStore;
import io.omnichannel.email.SpooledBody;
import io.omnichannel.messaging.intake.UnreadableMailFiles;
import io.omnichannel.messaging.intake.UnreadableMails;
import io.omnichannel.messaging.intake.UnreadableMails.Kept;
import io.omnichannel.platform.ProblemException;
import io.omnichannel.platform.json.InputErrors;
import io.omnichannel.platform.json.JsonFields;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** What an administrator does about a mail that does not say whom it is for; to a tenant's key there is none. */
@Component
final class DeadLetterMails {

    private final UnreadableMails mails;
    private final UnreadableMailFiles files;
    private final AttachmentStore store;

    DeadLetterMails(UnreadableMails mails, UnreadableMailFiles files, AttachmentStore store) {
        this.mails = mails;
        this.files = files;
        this.store = store;
    }

    /** {@code mail}, {@code events} or, for any other dead letter, {@code message}. */
    public String kind(JsonNode body, @Header("id") String id, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        InputErrors errors = new InputErrors();
        JsonFields fields = JsonFields.of(body, errors);
        Optional<String> tenant = request.objectsTenant(fields, errors);
        fields.refuseUnknown();
        // What is wrong with the body whoever replays a message says.
        return tenant.isPresent() || !errors.isEmpty()
                ? "message"
                : find(id, request).map(Kept::kind).orElse("message");
    }

    /** @return the file that keeps it; the content type is the request's again */
    public Attachment open(
            @Header("id") String id, @Variable(AdminRequest.VARIABLE) AdminRequest request, Exchange exchange)
            throws IOException {
        Kept kept = known(id, request);
        bytes(kept).close();
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, kept.contentType());
        return new Attachment("request.bin", kept.contentType(), "", kept.content());
    }

    /** It can be read, and is for none of our addresses: the letter stays as it is. */
    public void refuse(SpooledBody body) throws IOException {
        body.close();
        throw new ProblemException(
                409,
                "Conflict",
                "It can be read and is for none of our addresses, those in channels_config.email.from; add the one it is"
                        + " for and replay it, or remove it",
                "no_mailbox");
    }

    public Answer readAgain(@Header("id") String id, @Variable(AdminRequest.VARIABLE) AdminRequest request)
            throws IOException {
        Kept kept = known(id, request);
        mails.replayed(kept.id());
        files.remove(kept.id());
        return Answer.success("message", "Read again", "id", id).withStatus(202);
    }

    /** The bytes as they came, to be saved and never shown: a browser would run what is in them. */
    public InputStream content(
            @Header("id") String id, @Variable(AdminRequest.VARIABLE) AdminRequest request, Exchange exchange)
            throws IOException {
        InputStream bytes = bytes(known(id, request));
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader("Cache-Control", "no-store");
        message.setHeader("Content-Disposition", "attachment; filename=\"" + id + ".bin\"");
        message.setHeader("X-Content-Type-Options", "nosniff");
        message.setHeader(Exchange.CONTENT_TYPE, "application/octet-stream");
        return bytes;
    }

    /** @return empty when it was none */
    Optional<Answer> discard(String id, AdminRequest request) throws IOException {
        Optional<Kept> found = find(id, request);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        UUID letter = found.get().id();
        mails.discarded(letter);
        return Optional.of(Answer.success(
                "message",
                files.remove(letter)
                        ? "Dead letter removed"
                        : "Dead letter removed; its file is not in this node's data directory and goes when the node that"
                                + " took it in starts again"));
    }

    private InputStream bytes(Kept kept) throws IOException {
        try {
            return store.open(kept.content().sha256());
        } catch (NoSuchFileException elsewhere) {
            throw new ProblemException(
                    409,
                    "Conflict",
                    "Its file is not in this node's data directory; ask the node that took it in",
                    "kept_elsewhere");
        }
    }

    private Kept known(String id, AdminRequest request) {
        return find(id, request)
                .orElseThrow(
                        () -> ProblemException.notFound("There is no such mail that cannot be read; what a customer"
                                + " wrote is in its conversation"));
    }

    private Optional<Kept> find(String id, AdminRequest request) {
        return request.tenantFilter().isPresent()
                ? Optional.empty()
                : Ids.parse(id).flatMap(mails::find);
    }
}
