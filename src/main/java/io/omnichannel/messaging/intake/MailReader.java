package io.omnichannel.messaging.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Revocation;
import io.omnichannel.email.Attachment;
import io.omnichannel.email.InboundMail;
import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.messaging.intake.IncomingMessage.Address;
import io.omnichannel.twilio.OptOutKeyword;
import io.omnichannel.twilio.OptOutKeyword.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** From a mail to one {@link IncomingMessage} for each mailbox of ours it was sent to: pure but for the JSON of the details. */
final class MailReader {

    // On a telephone these end a subscription by law; alone in a mail they are an answer to something.
    private static final Set<String> NO_WISH_IN_A_MAIL = Set.of("cancel", "end", "quit", "revoke");

    private static final Pattern APART = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final ObjectMapper json;
    private final MessagingSettings settings;

    MailReader(ObjectMapper json, MessagingSettings settings) {
        this.json = json;
        this.settings = settings;
    }

    List<IncomingMessage> read(InboundMail mail, List<String> mailboxes) throws JsonProcessingException {
        List<IncomingMessage> messages = new ArrayList<>();
        for (String mailbox : mailboxes) {
            messages.add(read(mail, mailbox));
        }
        return messages;
    }

    private IncomingMessage read(InboundMail mail, String mailbox) throws JsonProcessingException {
        String key = mail.eventKey(mailbox);
        // Answers go to the author and nowhere else: with Reply-To, whoever forges an author would get the author's
        // talk.
        String sender = mail.from().exists() ? mail.from().address() : mail.envelopeFrom();
        String words = mail.words().isBlank() ? mail.subject() : mail.words();
        boolean byAPerson = mail.automatic().isEmpty() && mail.damage().isEmpty() && !sender.isBlank();
        String wish = byAPerson ? wish(words) : "";
        return new IncomingMessage(
                "sendgrid",
                key,
                Channel.EMAIL,
                "",
                List.of(mailbox),
                new Address("email", sender.isBlank() ? "unknown:" + key : sender),
                Address.NONE,
                mail.from().name(),
                words,
                json.writeValueAsString(details(mail, sender, mailbox, wish)),
                wish,
                byAPerson,
                wish.isEmpty() ? settings.debounceTime() : Duration.ZERO);
    }

    /** {@code stop}, {@code start}, {@code revoke} or empty. */
    private static String wish(String words) {
        return OptOutKeyword.in(words, Channel.EMAIL, "")
                .map(OptOutKeyword::wish)
                .filter(wish -> wish != Wish.HELP && !isNoWishInAMail(words))
                .map(wish -> wish.name().toLowerCase(Locale.ROOT))
                .orElse(Revocation.in(words) ? "revoke" : "");
    }

    private static boolean isNoWishInAMail(String words) {
        return NO_WISH_IN_A_MAIL.containsAll(APART.splitAsStream(words.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList());
    }

    private static Map<String, Object> details(InboundMail mail, String sender, String mailbox, String wish) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("from", sender);
        details.put("from_kind", "email");
        details.put("to", mailbox);
        details.put("name", mail.from().name());
        details.put("subject", mail.subject());
        details.put("message_id", mail.messageId());
        details.put("in_reply_to", mail.inReplyTo());
        details.put("references", String.join(" ", mail.references()));
        details.put("text", mail.text());
        details.put(
                "attachments",
                mail.attachments().stream().map(MailReader::shown).toList());
        put(details, "spf", mail.spf());
        put(details, "dkim", mail.dkim());
        put(details, "keyword", wish);
        put(details, "automatic", mail.automatic());
        put(details, "unparsed", mail.damage());
        return details;
    }

    private static void put(Map<String, Object> details, String name, String value) {
        Optional.of(value).filter(given -> !given.isEmpty()).ifPresent(given -> details.put(name, given));
    }

    private static Map<String, Object> shown(Attachment attachment) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", attachment.name());
        shown.put("type", attachment.type());
        shown.put("size", attachment.content().size());
        shown.put("sha256", attachment.content().sha256());
        put(shown, "content_id", attachment.contentId());
        return shown;
    }
}
