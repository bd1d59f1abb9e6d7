package io.omnichannel.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.messaging.outbox.DeadLetters;
import io.omnichannel.platform.ProblemException;
import io.omnichannel.platform.json.InputErrors;
import io.omnichannel.platform.json.JsonFields;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** What an administrator does about something that could not be sent or read. */
@Component
final class DeadLetterCalls {

    private final DeadLetters letters;
    private final DeadLetterMails mails;
    private final Idempotency idempotency;

    DeadLetterCalls(DeadLetters letters, DeadLetterMails mails, Idempotency idempotency) {
        this.letters = letters;
        this.mails = mails;
        this.idempotency = idempotency;
    }

    /** @throws ProblemException 404 when there is none, or it is another tenant's; 409 for what nobody can send */
    public Answer replay(
            JsonNode body, @Header("id") String id, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        InputErrors errors = new InputErrors();
        JsonFields fields = JsonFields.of(body, errors);
        Optional<String> tenant = request.objectsTenant(fields, errors);
        fields.refuseUnknown();
        errors.refuse();
        UUID letter = known(id);
        String whose = tenant.or(() -> letters.whose(letter)).orElseThrow(DeadLetterCalls::unknown);
        return idempotency.once(request, whose, body, () -> replayed(whose, letter));
    }

    private Answer replayed(String tenant, UUID letter) {
        return switch (letters.replay(tenant, letter)) {
            case SENT_AGAIN, BEFORE ->
                Answer.success("message", "Sent again", "id", letter).withStatus(202);
            case UNREADABLE ->
                throw new ProblemException(
                        409,
                        "Conflict",
                        "This is a message to us that cannot be read; it can only be removed",
                        "unreadable");
            case UNKNOWN -> throw unknown();
        };
    }

    /** @throws ProblemException 404 when there is none, or it is another tenant's */
    public Answer discard(@Header("id") String id, @Variable(AdminRequest.VARIABLE) AdminRequest request)
            throws IOException {
        if (letters.discard(request.tenantFilter().orElse(""), known(id))) {
            return Answer.success("message", "Dead letter removed");
        }
        return mails.discard(id, request).orElseThrow(DeadLetterCalls::unknown);
    }

    private static UUID known(String id) {
        return Ids.parse(id).orElseThrow(DeadLetterCalls::unknown);
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("There is no such dead letter");
    }
}
