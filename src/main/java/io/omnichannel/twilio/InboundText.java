package io.omnichannel.twilio;

import io.omnichannel.conversation.Channel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A text message or WhatsApp message that a customer wrote. What only some messages have is in {@code details}, ready to
 * be stored as JSON. Whatever Twilio signed becomes one of these; nothing is thrown.
 *
 * @param eventKey the same for every delivery: the message's SID, or a digest of its parameters where that is unreadable
 * @param messageSid empty when it is unreadable
 * @param from everything the sender is known by, the address that was written from first; empty when it is unreadable
 * @param to our number, E.164, without channel prefix
 * @param body empty when there was none
 * @param name the WhatsApp profile's, else empty
 * @param segments as billed; 1 in WhatsApp
 * @param optOutType {@code STOP}, {@code START} or {@code HELP} when Twilio's Advanced Opt-Out has answered, else empty
 * @param details snake_case names: {@code media}, {@code location}, {@code button}, {@code referral}, {@code reply_to} …
 * @param unparsed whether it could not be read; all its parameters are then in {@code details}
 */
public record InboundText(
        String eventKey,
        String messageSid,
        String accountSid,
        Channel channel,
        List<TextAddress> from,
        String to,
        String body,
        String name,
        int segments,
        String optOutType,
        List<Media> media,
        Map<String, Object> details,
        boolean unparsed) {

    /** A picture, a sound, a document; {@code url} is Twilio's and may want the account's password. */
    public record Media(String url, String contentType) {}

    public InboundText {
        from = List.copyOf(from);
        media = List.copyOf(media);
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** Reads the parameters of {@code POST /sms} or {@code /whatsapp} as Twilio's guide to its webhook request lists them. */
    public static InboundText from(TwilioForm form) {
        return InboundTextReader.read(form);
    }

    /** Without anybody's number or words. */
    @Override
    public String toString() {
        return "InboundText[" + channel + ", " + eventKey + "]";
    }
}
