package io.omnichannel.twilio;

import java.util.HashMap;
import java.util.Map;

/**
 * Why Twilio, or a carrier behind it, would not deliver a message; the same codes come at once or in a status callback.
 *
 * @param code Twilio's, 0 when it gave none
 * @param why a sentence for people, without anybody's number or words
 */
public record Refusal(int code, Kind kind, String why) {

    /** What can be done about it. None is cured by sending the same again, but {@code BUSY}. */
    public enum Kind {
        /** The customer has said stop. */
        OPTED_OUT,
        /** WhatsApp: 24 hours have passed since the customer wrote; only a template is let through. */
        WINDOW_CLOSED,
        /** There is no such number, or it takes no messages; another channel may do. */
        INVALID_NUMBER,
        /** The number is right and does not answer now, or its carrier refuses. */
        UNREACHABLE,
        /** Our number or sender may not send this. */
        INVALID_SENDER,
        /** The text, its media or its template. */
        INVALID_CONTENT,
        /** Sign-in, balance, permissions: an administrator's business. */
        ACCOUNT,
        /** Too much at once; it was not taken, and may be tried again. */
        BUSY,
        OTHER
    }

    private static final Map<Integer, Refusal> KNOWN = known();

    /** The codes that say that the customer is not to be reached there, so that another channel may do. */
    public static String[] codesOfNoWay() {
        return KNOWN.values().stream()
                .filter(known -> known.kind() == Kind.INVALID_NUMBER || known.kind() == Kind.UNREACHABLE)
                .map(known -> String.valueOf(known.code()))
                .sorted()
                .toArray(String[]::new);
    }

    /** @param code Twilio's error code */
    public static Refusal of(int code) {
        return KNOWN.getOrDefault(
                code,
                new Refusal(
                        code,
                        Kind.OTHER,
                        code == 0 ? "Twilio refused it and did not say why" : "Twilio refused it with error " + code));
    }

    private static Map<Integer, Refusal> known() {
        Map<Integer, Refusal> table = new HashMap<>();
        put(table, Kind.OPTED_OUT, 21610, "The customer has opted out of messages from this number");
        put(table, Kind.WINDOW_CLOSED, 63016, "The customer wrote more than 24 hours ago; WhatsApp wants a template");
        put(table, Kind.INVALID_NUMBER, 21211, "The customer's number is not a telephone number");
        put(table, Kind.INVALID_NUMBER, 21217, "The customer's number does not appear to be valid");
        put(table, Kind.INVALID_NUMBER, 21604, "The message had no recipient");
        put(table, Kind.INVALID_NUMBER, 21614, "The customer's number is not a mobile number");
        put(table, Kind.INVALID_NUMBER, 30005, "The customer's number is unknown or no longer in service");
        put(table, Kind.INVALID_NUMBER, 30006, "The customer's number is a landline, or its carrier is out of reach");
        put(table, Kind.INVALID_NUMBER, 63003, "The customer's number is not on WhatsApp");
        put(table, Kind.INVALID_NUMBER, 63024, "The customer's number does not take WhatsApp messages");
        put(table, Kind.UNREACHABLE, 21612, "The customer's number cannot be reached from ours by text message");
        put(table, Kind.UNREACHABLE, 30003, "The customer's telephone is off or out of reach");
        put(table, Kind.UNREACHABLE, 30004, "The customer's telephone or carrier blocks the message");
        put(table, Kind.UNREACHABLE, 30007, "The carrier filtered the message");
        put(table, Kind.UNREACHABLE, 30008, "The carrier did not deliver the message and did not say why");
        put(table, Kind.UNREACHABLE, 63032, "WhatsApp does not let us write to this customer");
        put(table, Kind.UNREACHABLE, 63033, "The customer has blocked us on WhatsApp");
        put(table, Kind.INVALID_SENDER, 21212, "Our number is not a valid sender");
        put(table, Kind.INVALID_SENDER, 21603, "The message had no sender");
        put(table, Kind.INVALID_SENDER, 21606, "Our number is not this account's, or cannot send text messages");
        put(table, Kind.INVALID_SENDER, 21659, "Our number is not one of Twilio's");
        put(table, Kind.INVALID_SENDER, 21660, "Our number belongs to another Twilio account");
        put(table, Kind.INVALID_SENDER, 21910, "Sender and recipient are not in the same channel");
        put(table, Kind.INVALID_SENDER, 30034, "Our number is not registered for messages in the United States");
        put(table, Kind.INVALID_SENDER, 63007, "Our number is not a WhatsApp sender");
        put(table, Kind.INVALID_SENDER, 63015, "The customer has not joined the WhatsApp sandbox");
        put(table, Kind.INVALID_CONTENT, 21602, "The message had neither text, media nor template");
        put(table, Kind.INVALID_CONTENT, 21609, "The address for status callbacks is not valid");
        put(table, Kind.INVALID_CONTENT, 21617, "The text has more than 1,600 characters");
        put(table, Kind.INVALID_CONTENT, 21619, "The message had neither text nor media");
        put(table, Kind.INVALID_CONTENT, 21620, "A media address is not valid");
        put(table, Kind.INVALID_CONTENT, 21623, "The message had more than ten media");
        put(table, Kind.INVALID_CONTENT, 11751, "The media are larger than the channel takes");
        put(table, Kind.INVALID_CONTENT, 21655, "There is no such template");
        put(table, Kind.INVALID_CONTENT, 21656, "The template's variables are not valid");
        put(table, Kind.INVALID_CONTENT, 63013, "WhatsApp's rules forbid this message");
        put(table, Kind.INVALID_CONTENT, 63019, "WhatsApp could not fetch or use a medium");
        put(table, Kind.INVALID_CONTENT, 63021, "WhatsApp does not take this content");
        put(table, Kind.INVALID_CONTENT, 63027, "The template does not exist in this language");
        put(table, Kind.INVALID_CONTENT, 63028, "The number of variables is not the template's");
        put(table, Kind.INVALID_CONTENT, 63034, "A medium is larger than WhatsApp takes");
        put(table, Kind.ACCOUNT, 20003, "Twilio did not accept our account SID and token");
        put(table, Kind.ACCOUNT, 20403, "Our account may not do this");
        put(table, Kind.ACCOUNT, 20404, "Twilio does not know our account, or not at this address");
        put(table, Kind.ACCOUNT, 20004, "Twilio does not take this method at this address");
        put(table, Kind.ACCOUNT, 21408, "Messages to the customer's country are not enabled in our account");
        put(table, Kind.ACCOUNT, 21608, "A trial account writes to verified numbers only");
        put(table, Kind.ACCOUNT, 30002, "Our account is suspended");
        put(table, Kind.BUSY, 14107, "Our number sends faster than it may");
        put(table, Kind.BUSY, 20429, "Twilio has too many requests of ours");
        put(table, Kind.BUSY, 21611, "Our number's queue at Twilio is full");
        put(table, Kind.BUSY, 30001, "Our account's queue at Twilio is full");
        put(table, Kind.BUSY, 63018, "Our WhatsApp sender sends faster than it may");
        put(table, Kind.BUSY, 63038, "Our account has sent all it may today");
        return Map.copyOf(table);
    }

    private static void put(Map<Integer, Refusal> table, Kind kind, int code, String why) {
        table.put(code, new Refusal(code, kind, why));
    }
}
