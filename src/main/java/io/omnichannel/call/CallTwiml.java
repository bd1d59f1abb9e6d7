package io.omnichannel.call;

import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.twilio.PublicUrl;
import io.omnichannel.twilio.TwimlWriter;
import io.omnichannel.twilio.Verb;
import io.omnichannel.twilio.VoiceNames;
import java.time.Duration;
import java.util.Locale;

/** What Twilio is told to do with a call: a pure function of what was decided, so that a repeated event gets the same bytes. */
public final class CallTwiml {

    private static final String STEP_PATH = "/webhooks/omnichannel/voice/connected";
    private static final Duration RINGS_AT_MOST = Duration.ofSeconds(25);

    private CallTwiml() {}

    /** The call goes to the agent, at first or after a lost socket. */
    public static byte[] relay(CallAnswer answer) {
        AgentSettings settings = answer.settings();
        return TwimlWriter.write(new Verb.Connect(
                answer.baseUrl() + STEP_PATH,
                Verb.ConversationRelay.withTicket(
                        PublicUrl.relayUrl(answer.baseUrl()),
                        Opening.of(settings, answer.decision() == Decision.RESUME),
                        VoiceNames.relay(settings),
                        settings.interruptionEnabled(),
                        answer.ticket())));
    }

    /** The call goes to a human; if nobody answers, Twilio comes back to the dial step. */
    public static byte[] dial(CallAnswer answer) {
        return TwimlWriter.write(new Verb.Dial(
                answer.settings().transferNumber(), answer.baseUrl() + STEP_PATH + "?step=dial", RINGS_AT_MOST, ""));
    }

    /** A sentence where the decision has one, and the end of the call. */
    public static byte[] sentence(CallAnswer answer) {
        return switch (answer.decision()) {
            case UNKNOWN_NUMBER -> saying(Phrase.UNKNOWN_NUMBER, answer);
            case VOICE_OFF -> saying(Phrase.VOICE_DISABLED, answer);
            case BUSY -> saying(Phrase.LINE_BUSY, answer);
            case UNANSWERED -> saying(Phrase.DIAL_UNANSWERED, answer);
            case NOBODY_REACHABLE -> saying(Phrase.NOBODY_REACHABLE, answer);
            case VOICEMAIL_TAKEN -> saying(Phrase.VOICEMAIL_THANKS, answer);
            case GIVE_UP -> saying(Phrase.TECHNICAL_TROUBLE, answer);
            case HANG_UP, UNKNOWN_CALL -> TwimlWriter.write(new Verb.Hangup());
            case CONNECT, RESUME, DIAL -> throw new IllegalArgumentException(answer.decision() + " ends no call");
        };
    }

    /** What a caller hears when something of ours is broken. Needs nothing but this class. */
    public static byte[] apology(Locale language) {
        Phrases phrases = Phrases.in(language);
        return TwimlWriter.write(
                VoiceNames.say(language).say(phrases.text(Phrase.TECHNICAL_TROUBLE)), new Verb.Hangup());
    }

    private static byte[] saying(Phrase phrase, CallAnswer answer) {
        String text = Phrases.in(answer.settings().locale()).text(phrase);
        return TwimlWriter.write(VoiceNames.say(answer.settings()).say(text), new Verb.Hangup());
    }
}
