package io.omnichannel.twilio;

import java.time.Duration;
import java.util.List;

/** The TwiML that we speak. Durations are sent in whole seconds; an empty text is an attribute left out. */
public sealed interface Verb {

    /** Speaks a sentence; {@code voice} as {@link VoiceNames#say} names it. */
    record Say(String text, String voice, String language) implements Verb {}

    /** Plays a sound file once. */
    record Play(String url) implements Verb {}

    /** Waits in silence. */
    record Pause(Duration length) implements Verb {}

    /** Ends the call. */
    record Hangup() implements Verb {}

    /** Goes on with the TwiML of another URL, asked for by POST. */
    record Redirect(String url) implements Verb {}

    /**
     * Connects the caller to somebody and reports to {@code action} how that went.
     *
     * @param number E.164
     * @param timeout how long it may ring
     * @param callerId the number shown, or empty for the caller's
     */
    record Dial(String number, String action, Duration timeout, String callerId) implements Verb {
        public Dial {
            // A sip: or client: target, or more digits after a comma, would be somebody else's bill.
            if (!number.matches("\\+[1-9]\\d{6,14}")) {
                throw new IllegalArgumentException("Only an E.164 number can be dialled");
            }
        }
    }

    /**
     * Records the caller after a beep and reports to {@code action}.
     *
     * @param recordingStatusCallback where Twilio says that the recording is there, or empty
     * @param transcribeCallback where Twilio says what was said in it, or empty: then it is not written down
     */
    record Record(String action, Duration maxLength, String recordingStatusCallback, String transcribeCallback)
            implements Verb {}

    /** Hands the call to the relay; when its socket ends, for any reason, Twilio asks {@code action} what next. */
    record Connect(String action, ConversationRelay relay) implements Verb {}

    /**
     * The relay, DTMF always reported.
     *
     * @param url {@code wss} URL of the socket
     * @param welcomeGreeting spoken first, or empty
     * @param voice names as the relay wants them
     * @param interruptible whether the caller may talk over the agent
     * @param parameters handed to the socket's setup
     */
    record ConversationRelay(
            String url, String welcomeGreeting, RelayVoice voice, boolean interruptible, List<Parameter> parameters) {

        public ConversationRelay {
            parameters = List.copyOf(parameters);
        }

        /** With the one-time ticket that the socket's setup shows. */
        public static ConversationRelay withTicket(
                String url, String welcomeGreeting, RelayVoice voice, boolean interruptible, String ticket) {
            return new ConversationRelay(
                    url, welcomeGreeting, voice, interruptible, List.of(new Parameter("ticket", ticket)));
        }
    }

    /** One entry of the setup's {@code customParameters}. */
    record Parameter(String name, String value) {}
}
