package io.omnichannel.twilio;

import io.omnichannel.conversation.Channel;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who writes, by text message or WhatsApp.
 *
 * @param kind {@code phone} or, for an identifier that only WhatsApp and one business know, {@code whatsapp}
 * @param address E.164, the same in every channel; a short code or a sender's name as it came; such an identifier without
 *     the channel's prefix
 */
public record TextAddress(String kind, String address) {

    private static final String WHATSAPP = "whatsapp:";
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{3,14}");
    private static final Pattern SHORT_CODE = Pattern.compile("\\d{3,8}");
    private static final Pattern SENDER_NAME = Pattern.compile("(?=.*\\p{Alpha})[\\p{Alnum} &+_-]{1,11}");
    private static final Pattern SCOPED_ID = Pattern.compile("[A-Za-z]{2}\\.[A-Za-z0-9._-]{1,120}");

    /** Reads {@code From}, {@code To} or {@code ExternalUserId}; empty for what is none of ours. */
    public static Optional<TextAddress> of(String wire) {
        if (!wire.startsWith(WHATSAPP)) {
            boolean readable = E164.matcher(wire).matches()
                    || SHORT_CODE.matcher(wire).matches()
                    || SENDER_NAME.matcher(wire).matches();
            return readable ? Optional.of(new TextAddress("phone", wire)) : Optional.empty();
        }
        String bare = wire.substring(WHATSAPP.length());
        if (E164.matcher(bare).matches()) {
            return Optional.of(new TextAddress("phone", bare));
        }
        return SCOPED_ID.matcher(bare).matches() ? Optional.of(new TextAddress("whatsapp", bare)) : Optional.empty();
    }

    /** As Twilio's {@code To} and {@code From} want it. */
    public String wire(Channel channel) {
        return channel == Channel.WHATSAPP ? WHATSAPP + address : address;
    }

    /** Whether an answer can be sent there; a sender's name only sends. */
    public boolean canBeAnswered() {
        return kind.equals("whatsapp")
                || E164.matcher(address).matches()
                || SHORT_CODE.matcher(address).matches();
    }

    /** Without the channel's prefix, whatever follows it. */
    static String bare(String wire) {
        return wire.startsWith(WHATSAPP) ? wire.substring(WHATSAPP.length()) : wire;
    }

    static Channel channel(String from, String to) {
        return from.startsWith(WHATSAPP) || to.startsWith(WHATSAPP) ? Channel.WHATSAPP : Channel.SMS;
    }

    /** Without the address. */
    @Override
    public String toString() {
        return "TextAddress[" + kind + "]";
    }
}
