package io.omnichannel.simulator.twiml;

import java.util.List;

/** One step of a TwiML document, in the order in which Twilio would take it. Texts that may be left out are "". */
public sealed interface Verb {

    record Say(String text, String language) implements Verb {}

    record Play(String url) implements Verb {}

    record Pause(int seconds) implements Verb {}

    record Dial(List<String> targets, String action) implements Verb {}

    record Record(String action, String statusCallback) implements Verb {}

    record StartRecording(String statusCallback) implements Verb {}

    record Redirect(String url) implements Verb {}

    record Reject(String reason) implements Verb {}

    record Connect(String action, RelayNoun relay) implements Verb {}

    record Hangup() implements Verb {}
}
