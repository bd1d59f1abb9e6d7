package io.omnichannel.messaging.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Revocation;
import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.messaging.intake.IncomingMessage.Address;
import io.omnichannel.twilio.InboundText;
import io.omnichannel.twilio.OptOutKeyword;
import io.omnichannel.twilio.TextAddress;
import io.omnichannel.twilio.TwilioRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** From a verified webhook to an {@link IncomingMessage}: pure but for the JSON of the details. */
final class TextReader {

    private final ObjectMapper json;
    private final MessagingSettings settings;

    TextReader(ObjectMapper json, MessagingSettings settings) {
        this.json = json;
        this.settings = settings;
    }

    /**
     * @param address the channel of the address that it came to; what can be read says itself by which it was written: a
     *     messaging service has one webhook for texts and for WhatsApp
     */
    IncomingMessage read(TwilioRequest request, Channel address) throws JsonProcessingException {
        InboundText text = InboundText.from(request.form());
        Optional<OptOutKeyword> keyword = OptOutKeyword.in(text);
        TextAddress sender = text.from().isEmpty()
                ? new TextAddress("withheld", "unparsed:" + text.eventKey())
                : text.from().getFirst();
        boolean repliable = !text.unparsed() && sender.canBeAnswered();
        boolean answered = keyword.filter(OptOutKeyword::answeredByTwilio).isPresent();
        String wish = keyword.map(found -> found.wish().name().toLowerCase(Locale.ROOT))
                .orElse(Revocation.in(text.body()) ? "revoke" : "");
        return new IncomingMessage(
                "twilio",
                text.eventKey(),
                text.unparsed() ? address : text.channel(),
                request.provedAccount(),
                List.of(text.to()),
                address(sender),
                text.from().size() > 1 ? address(text.from().get(1)) : Address.NONE,
                text.name(),
                text.body(),
                json.writeValueAsString(details(text, sender, wish, answered)),
                wish,
                repliable && !answered,
                wish.isEmpty() ? settings.debounceTime() : Duration.ZERO);
    }

    private static Map<String, Object> details(InboundText text, TextAddress sender, String wish, boolean answered) {
        Map<String, Object> details = new LinkedHashMap<>(text.details());
        details.put("from", sender.address());
        details.put("from_kind", sender.kind());
        details.put("to", text.to());
        if (!wish.isEmpty()) {
            details.put("keyword", wish);
        }
        if (answered) {
            details.put("keyword_answered", true);
        }
        return details;
    }

    private static Address address(TextAddress address) {
        return new Address(address.kind(), address.address());
    }
}
