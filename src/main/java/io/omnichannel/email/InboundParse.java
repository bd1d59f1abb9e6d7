package io.omnichannel.email;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What SendGrid's Inbound Parse posts, in parsed or in raw mode, to an {@link InboundMail}. Safe for many threads. */
public final class InboundParse {

    private final ObjectMapper json;
    private final AttachmentStore store;

    InboundParse(ObjectMapper json, AttachmentStore store) {
        this.json = json;
        this.store = store;
    }

    /**
     * Reads a proved body. Its files are in the store when this returns, also when the mail is not accepted afterwards.
     *
     * @param contentType of the request, with the boundary
     * @throws MalformedMail when it is no such form, or says nothing of whom it is for
     */
    public InboundMail parse(String contentType, SpooledBody body) throws IOException {
        PartKeeper keeper = new PartKeeper(store);
        InboundForm form = new InboundForm(json, keeper);
        String damage = read(contentType, body, form);
        List<Attachment> attachments = new ArrayList<>(form.attachments());
        form.mail().ifPresent(mail -> attachments.addAll(mail.attachments()));
        attachments.addAll(keeper.tooLong());
        String mailDamage = form.mail().map(MimeMail::damage).orElse("");
        if (!damage.isEmpty()) {
            attachments.add(request(contentType, body));
        } else if (!mailDamage.isEmpty()) {
            attachments.add(original(contentType, body));
        }
        return mail(form, attachments, damage.isEmpty() ? mailDamage : damage);
    }

    /**
     * Whom a proved body is for, as {@link InboundMail#envelopeTo}; nothing is kept of it.
     *
     * @throws MalformedMail when it does not say
     */
    public List<String> recipients(String contentType, SpooledBody body) throws IOException {
        InboundForm form = new InboundForm(json, new PartKeeper(store)).envelopeOnly();
        read(contentType, body, form);
        return recipients(form.envelope().path("to"));
    }

    /** @return what could not be read, behind an envelope that could; without one nobody knows whose mail it is */
    private static String read(String contentType, SpooledBody body, InboundForm form) throws IOException {
        try (InputStream bytes = body.open()) {
            MimeParts.ofForm(contentType, bytes, form);
            return "";
        } catch (MalformedMail malformed) {
            if (!form.hasEnvelope()) {
                throw malformed;
            }
            return malformed.getMessage();
        }
    }

    private static InboundMail mail(InboundForm form, List<Attachment> attachments, String damage) {
        Optional<MimeMail> raw = form.mail();
        MailHeaders headers = raw.map(MimeMail::headers).orElseGet(() -> MailHeaders.parse(form.text("headers")));
        JsonNode envelope = form.envelope();
        List<String> to = recipients(envelope.path("to"));
        String returnPath = envelope.path("from").asText("").strip().replaceAll("^<|>$", "");
        MailAddress from = MailAddress.parse(either(form.text("from"), headers.first("From")))
                .or(() -> MailAddress.parse(returnPath))
                .orElse(MailAddress.NONE);
        String subject = either(MailHeaders.decoded(form.text("subject")), headers.first("Subject"));
        String html = MailText.clean(raw.map(MimeMail::html).orElseGet(() -> form.text("html")));
        String plain = MailText.clean(raw.map(MimeMail::text).orElseGet(() -> form.text("text")));
        String text = plain.isBlank() ? MailText.clean(HtmlText.of(html)) : plain.strip();
        boolean nullReturnPath = envelope.path("from").isTextual() && returnPath.isEmpty();
        List<String> answered = MessageIds.in(headers.raw("In-Reply-To"));
        return new InboundMail(
                to,
                MailAddress.parse(returnPath).map(MailAddress::address).orElse(""),
                from,
                MailText.atMost(subject, 1000),
                MailText.atMost(headers.raw("Date"), 100),
                MessageIds.in(headers.raw("Message-ID")).stream().findFirst().orElse(""),
                answered.stream().findFirst().orElse(""),
                MessageIds.in(headers.raw("References")),
                text,
                QuotedText.words(text, subject),
                html,
                attachments,
                AutomaticMail.reason(headers, nullReturnPath, from, domains(to), subject)
                        .orElse(""),
                MailText.atMost(MailText.line(form.text("spf")), 200),
                MailText.atMost(MailText.line(form.text("dkim")), 500),
                damage);
    }

    private static List<String> recipients(JsonNode to) {
        List<String> addresses = new ArrayList<>();
        to.forEach(address -> addresses.add(address.asText("")));
        if (to.isTextual()) {
            addresses.add(to.asText());
        }
        return addresses.stream()
                .flatMap(address -> MailAddress.parse(address).stream())
                .map(MailAddress::normalised)
                .collect(Collectors.toCollection(LinkedHashSet::new))
                .stream()
                .toList();
    }

    private static Set<String> domains(List<String> addresses) {
        return addresses.stream()
                .map(address -> address.substring(address.lastIndexOf('@') + 1))
                .collect(Collectors.toSet());
    }

    /** The mail as it came, kept because not all of it could be read. */
    private Attachment original(String contentType, SpooledBody body) throws IOException {
        List<AttachmentStore.Content> kept = new ArrayList<>();
        try (InputStream bytes = body.open()) {
            MimeParts.ofForm(contentType, bytes, (head, part) -> {
                if (head.field().equals("email")) {
                    kept.add(store.put(part));
                }
            });
        }
        return new Attachment("message.eml", "message/rfc822", "", kept.getFirst());
    }

    private Attachment request(String contentType, SpooledBody body) throws IOException {
        try (InputStream bytes = body.open()) {
            return new Attachment(InboundMail.WHOLE_REQUEST, contentType, "", store.put(bytes));
        }
    }

    private static String either(String first, String second) {
        return first.isBlank() ? second : first;
    }
}
