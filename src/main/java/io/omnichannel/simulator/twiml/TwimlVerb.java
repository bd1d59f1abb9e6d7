package io.omnichannel.simulator.twiml;

import java.util.List;

/** One step of a TwiML document, in the order in which Twilio would take it. Texts that may be left out are "". */
public sealed interface TwimlVerb {

    record Say(String text, String language) implements TwimlVerb {}

    record Play(String url) implements TwimlVerb {}

    record Pause(int seconds) implements TwimlVerb {}

    record Dial(List<String> targets, String action) implements TwimlVerb {}

    record Record(String action, String statusCallback) implements TwimlVerb {}

    record StartRecording(String statusCallback) implements TwimlVerb {}

    record Redirect(String url) implements TwimlVerb {}

    record Reject(String reason) implements TwimlVerb {}

    record Connect(String action, RelayNoun relay) implements TwimlVerb {}

    record Hangup() implements TwimlVerb {}
}
