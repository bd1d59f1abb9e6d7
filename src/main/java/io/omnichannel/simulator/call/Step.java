package io.omnichannel.simulator.call;

import io.omnichannel.simulator.twiml.RelayNoun;
import java.util.List;
import java.util.Map;

/** Something that happened in a call, beside the words that went to and fro on the socket. */
public sealed interface Step {

    /** A webhook of Twilio's was answered. */
    record Asked(String url, Map<String, String> parameters, int status) implements Step {}

    /** The relay's socket is open; {@code setup} has been sent. */
    record Connected(RelayNoun relay, String sessionId) implements Step {}

    /** The relay's socket could not be opened; {@code status} is 0 when nobody answered. */
    record NotConnected(String url, int status) implements Step {}

    /** The relay's socket is gone; {@code code} is the close code, 1006 without one. */
    record Disconnected(String sessionId, SessionStatus status, int code) implements Step {}

    record Said(String text) implements Step {}

    record Played(String url) implements Step {}

    record Paused(int seconds) implements Step {}

    record Dialled(List<String> targets, DialOutcome outcome) implements Step {}

    /** By {@code <Record>} or, when it runs beside the call, by {@code <Start>}. */
    record Recorded(boolean beside) implements Step {}

    record Redirected(String url) implements Step {}

    record Rejected(String reason) implements Step {}

    /** The agent pressed keys. */
    record Digits(String digits) implements Step {}

    record LanguageChanged(String tts, String transcription) implements Step {}

    /** The agent ended the session. */
    record Ended(String handoffData) implements Step {}

    record HungUp(boolean byCaller) implements Step {}

    /** The server did what Twilio's documentation forbids, and the call went on. */
    record Violation(String rule) implements Step {}
}
