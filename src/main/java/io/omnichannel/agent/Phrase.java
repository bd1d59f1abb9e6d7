package io.omnichannel.agent;

import java.util.Locale;

/** A sentence, or part of one, that the system itself says; its words are in {@code phrases_fr} and {@code phrases_en.properties}. */
public enum Phrase {
    DEFAULT_GREETING,
    DEFAULT_FALLBACK,
    DEFAULT_TRANSFER,

    UNKNOWN_NUMBER,
    VOICE_DISABLED,
    /** As many calls at a time as the tenant wants. */
    LINE_BUSY,
    /** As many calls in a day as the tenant wants. */
    CALLS_SPENT,
    /** What a caller hears when the database is away. */
    TECHNICAL_TROUBLE,
    /** The first words after a lost line. */
    BRIDGING,
    NUDGE_FIRST,
    NUDGE_SECOND,
    FAREWELL_SILENCE,
    FAREWELL_DURATION,
    GOODBYE,

    /** Comes just before the tenant's transfer message. */
    HAND_OFF_LEAD,
    NOBODY_REACHABLE,
    /** While a human's telephone rings. */
    DIAL_HOLD,
    DIAL_UNANSWERED,
    VOICEMAIL_PROMPT,
    VOICEMAIL_THANKS,
    VOICEMAIL_EMPTY,
    HUMANS_CLOSED,
    CALLBACK_PROMISED,
    /** The first words of an agent who has the caller back. */
    AGENT_AGAIN,
    /** For the human: {@code words}. */
    REASON_ASKED,
    REASON_ACCEPTED,
    /** What a human is told: about whom and why, in short, and line by line. */
    BRIEFING_HANDOFF,
    BRIEFING_CALLBACK,
    BRIEFING_VOICEMAIL,
    BRIEFING_TRANSCRIPTION,
    BRIEFING_NOBODY,
    BRIEFING_WISH,
    BRIEFING_SUMMARY,
    BRIEFING_SAID,
    BRIEFING_KNOWN,
    BRIEFING_MOOD_POSITIVE,
    BRIEFING_MOOD_NEGATIVE,
    BRIEFING_REACH,
    BRIEFING_RECORDING,
    BRIEFING_LINES,
    BRIEFING_WHO_CUSTOMER,
    BRIEFING_WHO_AGENT,
    BRIEFING_WHO_HUMAN,

    /** What the law wants said about messages: after a STOP, a START and a HELP. */
    OPT_OUT_DONE,
    OPT_IN_DONE,
    HELP_NOTICE,
    /** Into the timeline, when answers stop because two machines talk to each other. */
    HELD_NOTE,
    /** The same, when a customer asks in words not to be written to; when answering keeps failing; when the day is spent. */
    REVOKED_NOTE,
    FAILED_NOTE,
    SPENT_NOTE,
    /** The same, when the customer wants our messages again and Twilio does not let them through. */
    STILL_BLOCKED_NOTE,
    /** The same, when WhatsApp's window is closed and there is no template. */
    WINDOW_NOTE_SMS,
    WINDOW_NOTE_EMAIL,
    WINDOW_HUMAN_NOTE,
    /** Into the timeline, when a human takes a conversation, gives it back or ends it. */
    TAKEOVER_NOTE,
    RELEASE_NOTE,
    CLOSE_NOTE,
    /** The same, when nothing has happened in a conversation for long. */
    TIMEOUT_NOTE,

    /**
     * The message with a {@code code} that shows whose an address is; what the timeline keeps of it, with the address in
     * {@code words}.
     */
    CODE_SUBJECT,
    CODE_TEXT,
    CODE_NOTE,
    /** To the customer: that it was sent, in writing and in a call, and what became of the code they gave. */
    CODE_ASKED,
    CODE_ASKED_ALOUD,
    CODE_RIGHT,
    CODE_WRONG,
    CODE_EXPIRED,
    /** Into the timeline, when a customer's mood has fallen: {@code trend}. */
    STRAINED_NOTE,

    /** The same, when the conversation goes on by another channel. */
    SWITCH_NOTE_VOICE,
    SWITCH_NOTE_SMS,
    SWITCH_NOTE_WHATSAPP,
    SWITCH_NOTE_EMAIL,
    /** Into the timeline behind such a note, when the call may not be made after all. */
    CALL_SPENT_NOTE,
    CALL_REFUSED_NOTE,
    /** The first words on a new channel, where nothing was asked for. */
    SWITCHED_HERE,
    /** What comes unasked: {@code words} that were lost with the line, a line that is down, a call nobody took. */
    CALL_DROPPED,
    VOICE_DOWN,
    CALL_UNANSWERED,
    CALL_MACHINE,
    /** Nobody answered the human's telephone. */
    NOBODY_ANSWERED,
    /** What a call of ours begins with, asked for or not; for a machine; when it is no longer wanted. */
    CALLING_BACK,
    CALLING,
    MACHINE_MESSAGE,
    CALL_WITHDRAWN,
    /** A mail address was named and nothing else was understood. */
    ADDRESS_HEARD,
    ASK_EMAIL,
    ASK_NUMBER,
    /** They named it, and a code is on its way there. */
    CODE_AWAITED,

    /** While a caller waits for a model, for a tool, and when either takes longer than it should. */
    MODEL_FILLER_FIRST,
    MODEL_FILLER_SECOND,
    TOOL_FILLER,
    MODEL_DELAY_FIRST,
    MODEL_DELAY_SECOND,
    MODEL_DELAY_THIRD,
    /** When a model stopped in the middle of a sentence, and when there was none: spoken, written, and for the human. */
    MODEL_BROKE_OFF,
    MODEL_AWAY,
    MODEL_AWAY_AGAIN,
    MODEL_AWAY_WRITTEN,
    REASON_MODEL_AWAY,

    HELLO,
    HERE,
    TAKE_YOUR_TIME,
    WHO_AM_I,
    /** Comes before the spoken answer to what was written during the call. */
    ABOUT_YOUR_MESSAGE,
    YOU_ARE_WELCOME,
    ANYTHING_ELSE,
    GO_ON,
    OFFER_HUMAN,
    OFFER_NOTE,
    /** The same offers to a customer who is getting upset. */
    SORRY_OFFER_HUMAN,
    SORRY_OFFER_NOTE,
    REPEATED,
    NOTHING_SAID,
    NOTHING_HEARD,
    RECALL_VOICE,
    RECALL_SMS,
    RECALL_WHATSAPP,
    RECALL_EMAIL,
    NUMBER_HEARD,
    NUMBER_CHECK,
    NUMBER_KEPT,
    NUMBER_AGAIN,
    ABLE,
    ABLE_HOURS,
    ABLE_SMS,
    ABLE_WHATSAPP,
    ABLE_EMAIL,
    ABLE_CALL,
    ABLE_HUMAN,
    OR,

    SWITCH_SMS,
    SWITCH_WHATSAPP,
    SWITCH_EMAIL,
    SWITCH_VOICE,
    ALREADY_HERE,
    UNAVAILABLE_SMS,
    UNAVAILABLE_WHATSAPP,
    UNAVAILABLE_EMAIL,
    UNAVAILABLE_VOICE,

    OPEN_ALWAYS,
    OPEN_UNTIL,
    CLOSED_UNTIL,
    CLOSED_ALWAYS,
    DAY_OPEN,
    DAY_CLOSED,
    TIME_SPAN,
    /** A {@code DateTimeFormatter} pattern. */
    TIME_HOUR,
    /** A {@code DateTimeFormatter} pattern. */
    TIME_MINUTE,
    TIME_NOON,
    TIME_MIDNIGHT,
    TIME_TODAY,
    TIME_TOMORROW,
    TIME_ON_DAY,
    TIME_UNTIL_DAY,
    AND;

    /** The key in the properties files. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
