package io.omnichannel.call;

import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.twilio.PublicUrl;
import io.omnichannel.twilio.Sentence;
import io.omnichannel.twilio.TwimlWriter;
import io.omnichannel.twilio.Verb;
import io.omnichannel.twilio.VoiceNames;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

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
                        Opening.of(settings, answer.decision() == Decision.RESUME, answer.opening()),
                        VoiceNames.relay(settings),
                        settings.interruptionEnabled(),
                        answer.ticket())));
    }

    /** The call goes to a human, after a word; if nobody answers, Twilio comes back to the dial step. */
    public static byte[] dial(CallAnswer answer, Optional<Verb> spoken) {
        Verb dial = new Verb.Dial(
                answer.settings().human().orElseThrow(),
                answer.baseUrl() + STEP_PATH + "?step=dial",
                RINGS_AT_MOST,
                "");
        return TwimlWriter.write(spoken.orElseGet(sentenceOf(answer)::say), dial);
    }

    /** The caller leaves a message, or, silent until the end of it, is told that nothing was heard. */
    public static byte[] voicemail(CallAnswer answer, Optional<Verb> spoken) {
        String step = answer.baseUrl() + STEP_PATH + "?step=voicemail";
        String recording = answer.baseUrl() + "/webhooks/omnichannel/recording";
        return TwimlWriter.write(
                spoken.orElseGet(sentenceOf(answer)::say),
                new Verb.Record(
                        step,
                        Duration.ofSeconds(answer.voicemail().seconds()),
                        recording,
                        answer.voicemail().transcribe() ? recording : ""),
                new Verb.Redirect(step));
    }

    /** A sentence where the decision has one, and the end of the call. */
    public static byte[] sentence(CallAnswer answer, Optional<Verb> spoken) {
        Sentence sentence = sentenceOf(answer);
        return sentence.text().isEmpty()
                ? TwimlWriter.write(new Verb.Hangup())
                : TwimlWriter.write(spoken.orElseGet(sentence::say), new Verb.Hangup());
    }

    /** What is said about a decision outside of the relay; an empty text for nothing. */
    public static Sentence sentenceOf(CallAnswer answer) {
        List<Phrase> phrases =
                switch (answer.decision()) {
                    case UNKNOWN_NUMBER -> List.of(Phrase.UNKNOWN_NUMBER);
                    case WITHDRAWN -> List.of(Phrase.CALL_WITHDRAWN);
                    case VOICE_OFF -> List.of(Phrase.VOICE_DISABLED);
                    case BUSY -> List.of(Phrase.LINE_BUSY);
                    case DAY_SPENT -> List.of(Phrase.CALLS_SPENT);
                    case DIAL -> List.of(Phrase.DIAL_HOLD);
                    case UNANSWERED -> List.of(nobody(answer));
                    case CALLBACK -> List.of(nobody(answer), Phrase.CALLBACK_PROMISED);
                    case VOICEMAIL -> List.of(nobody(answer), Phrase.VOICEMAIL_PROMPT);
                    case NOBODY_REACHABLE -> List.of(Phrase.NOBODY_REACHABLE);
                    case VOICEMAIL_TAKEN -> List.of(Phrase.VOICEMAIL_THANKS);
                    case VOICEMAIL_EMPTY -> List.of(Phrase.VOICEMAIL_EMPTY);
                    case GIVE_UP -> List.of(Phrase.TECHNICAL_TROUBLE);
                    case HANG_UP, UNKNOWN_CALL -> List.of();
                    case CONNECT, RESUME, BACK_TO_AGENT ->
                        throw new IllegalArgumentException(answer.decision() + " ends no call");
                };
        AgentSettings settings = answer.settings();
        String text = phrases.stream().map(Phrases.in(settings.locale())::text).collect(Collectors.joining(" "));
        return answer.decision() == Decision.UNKNOWN_NUMBER
                ? Sentence.ofNobody(settings.locale(), text, answer.baseUrl())
                : Sentence.of(settings, text, answer.baseUrl());
    }

    private static Phrase nobody(CallAnswer answer) {
        return answer.closed() ? Phrase.HUMANS_CLOSED : Phrase.DIAL_UNANSWERED;
    }

    /** What a caller hears when something of ours is broken. Needs nothing but this class. */
    public static byte[] apology(Locale language) {
        Phrases phrases = Phrases.in(language);
        return TwimlWriter.write(
                VoiceNames.say(language).say(phrases.text(Phrase.TECHNICAL_TROUBLE)), new Verb.Hangup());
    }
}
