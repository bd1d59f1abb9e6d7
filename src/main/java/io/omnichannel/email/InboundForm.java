package io.omnichannel.email;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** SendGrid's form, read once: fields by name in any case, files already kept, the mail itself in raw mode. */
final class InboundForm implements MimeParts.Reader {

    private static final String RAW_MAIL = "email";
    private static final String ENVELOPE = "envelope";

    private final ObjectMapper json;
    private final PartKeeper keeper;
    private final Map<String, byte[]> fields = new HashMap<>();
    private final List<FilePart> files = new ArrayList<>();
    private Optional<MimeMail> mail = Optional.empty();
    private boolean envelopeOnly;

    /** A file as the form has it. */
    private record FilePart(PartHead head, AttachmentStore.Content content) {}

    InboundForm(ObjectMapper json, PartKeeper keeper) {
        this.json = json;
        this.keeper = keeper;
    }

    /** From here on everything else is passed over, and nothing kept. */
    InboundForm envelopeOnly() {
        envelopeOnly = true;
        return this;
    }

    @Override
    public void part(PartHead head, InputStream body) throws IOException {
        if (envelopeOnly && !head.field().equals(ENVELOPE)) {
            return;
        }
        switch (head.field()) {
            case RAW_MAIL -> mail = Optional.of(MimeMail.read(body, keeper));
            case "text", "html" ->
                fields.putIfAbsent(head.field(), keeper.words(head.field().equals("html"), body));
            default -> {
                if (!head.fileName().isEmpty() || head.field().matches("attachment\\d+")) {
                    files.add(new FilePart(head, keeper.file(body)));
                } else if (!head.field().isEmpty()) {
                    fields.putIfAbsent(head.field(), keeper.field(body));
                }
            }
        }
    }

    /** The mail of raw mode. */
    Optional<MimeMail> mail() {
        return mail;
    }

    /** A field as text, by the charset that SendGrid names for it; empty when absent. */
    String text(String name) {
        byte[] value = fields.get(name);
        return value == null ? "" : MailText.decode(value, charsetOf(name));
    }

    /** @throws MalformedMail when there is none: nobody could say whose mail it is */
    JsonNode envelope() {
        JsonNode envelope = object(ENVELOPE);
        if (envelope.isMissingNode()) {
            throw new MalformedMail("The form has no envelope");
        }
        return envelope;
    }

    boolean hasEnvelope() {
        return object(ENVELOPE).isObject();
    }

    List<Attachment> attachments() {
        JsonNode described = object("attachment-info");
        return files.stream()
                .map(file -> attachment(file, described.path(file.head().field())))
                .toList();
    }

    private static Attachment attachment(FilePart file, JsonNode described) {
        String type = described.path("type").asText("");
        String name = described.path("filename").asText(described.path("name").asText(""));
        String contentId = described.path("content-id").asText("");
        PartHead head = file.head();
        return new Attachment(
                name.isEmpty() ? head.shownName() : MailHeaders.decoded(name),
                type.isEmpty() ? head.type() : type,
                contentId.isEmpty() ? head.contentId() : contentId,
                file.content());
    }

    private String charsetOf(String field) {
        for (Map.Entry<String, JsonNode> charset : object("charsets").properties()) {
            if (charset.getKey().toLowerCase(Locale.ROOT).equals(field)) {
                return charset.getValue().asText("");
            }
        }
        return "";
    }

    private JsonNode object(String field) {
        byte[] value = fields.get(field);
        try {
            JsonNode read = value == null ? MissingNode.getInstance() : json.readTree(MailText.decode(value, ""));
            return read.isObject() ? read : MissingNode.getInstance();
        } catch (JsonProcessingException malformed) {
            return MissingNode.getInstance();
        }
    }
}
