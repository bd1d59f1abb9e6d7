package io.omnichannel.simulator.twiml;

import static java.util.Map.entry;

import io.omnichannel.simulator.TwilioRuleBroken;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which elements a voice document may have, where, and with which attributes. Names are case-sensitive. */
final class TwimlSchema {

    /** @param inside names of the elements it may contain */
    private record Rule(boolean text, Set<String> inside, Set<String> attributes) {}

    private static final Set<String> SSML =
            Set.of("break", "emphasis", "lang", "p", "phoneme", "prosody", "s", "say-as", "sub", "w");

    private static final Map<String, Rule> RULES = Map.ofEntries(
            entry("Response", nouns("Connect Dial Hangup Pause Play Record Redirect Reject Say Start", "")),
            entry("Say", new Rule(true, SSML, words("voice language loop"))),
            entry("Play", text("loop digits")),
            entry("Pause", empty("length")),
            entry("Hangup", empty("")),
            entry("Redirect", text("method")),
            entry("Reject", empty("reason")),
            entry(
                    "Dial",
                    new Rule(
                            true,
                            words("Number Client Sip Conference Queue"),
                            words("action method timeout hangupOnStar timeLimit callerId record trim answerOnBridge"
                                    + " ringTone recordingTrack recordingStatusCallback recordingStatusCallbackMethod"
                                    + " recordingStatusCallbackEvent sequential referUrl referMethod"))),
            entry("Number", text("sendDigits url method statusCallback statusCallbackMethod statusCallbackEvent byoc")),
            entry("Client", text("url method statusCallback statusCallbackMethod statusCallbackEvent")),
            entry("Sip", text("username password url method statusCallback statusCallbackMethod statusCallbackEvent")),
            entry("Conference", text("muted beep startConferenceOnEnter endConferenceOnExit waitUrl waitMethod")),
            entry("Queue", text("url method reservationSid postWorkActivitySid")),
            entry(
                    "Record",
                    empty("action method timeout finishOnKey maxLength playBeep trim transcribe transcribeCallback"
                            + " recordingStatusCallback recordingStatusCallbackMethod recordingStatusCallbackEvent")),
            entry("Start", nouns("Recording", "action method")),
            entry(
                    "Recording",
                    empty("recordingStatusCallback recordingStatusCallbackMethod recordingStatusCallbackEvent trim"
                            + " channels track")),
            entry("Connect", nouns("ConversationRelay", "action method")),
            entry("ConversationRelay", new Rule(false, words("Language Parameter"), RelayAttributes.NAMES)),
            entry("Language", empty("code ttsProvider voice transcriptionProvider speechModel")),
            entry("Parameter", empty("name value")),
            entry("break", empty("strength time")),
            entry("emphasis", new Rule(true, SSML, words("level"))),
            entry("lang", new Rule(true, SSML, words("xml:lang"))),
            entry("p", new Rule(true, SSML, Set.of())),
            entry("s", new Rule(true, SSML, Set.of())),
            entry("w", new Rule(true, SSML, words("role"))),
            entry("prosody", new Rule(true, SSML, words("volume rate pitch"))),
            entry("phoneme", text("alphabet ph")),
            entry("say-as", text("interpret-as format role")),
            entry("sub", text("alias")));

    private TwimlSchema() {}

    /** @throws TwilioRuleBroken 12200 at the first element, attribute or text that does not belong there */
    static void check(TwimlElement element) {
        Rule rule = RULES.get(element.name());
        Set<String> unknown = new TreeSet<>(element.attributes().keySet());
        unknown.removeAll(rule.attributes());
        if (!unknown.isEmpty()) {
            throw new TwilioRuleBroken(
                    12200, "<" + element.name() + "> has no attribute " + String.join(", ", unknown));
        }
        for (TwimlElement child : element.children()) {
            if (!rule.inside().contains(child.name())) {
                throw new TwilioRuleBroken(12200, "<" + child.name() + "> has no place in <" + element.name() + ">");
            }
            check(child);
        }
        if (!rule.text() && element.hasText()) {
            throw new TwilioRuleBroken(12200, "<" + element.name() + "> contains no text of its own");
        }
    }

    private static Rule nouns(String inside, String attributes) {
        return new Rule(false, words(inside), words(attributes));
    }

    private static Rule text(String attributes) {
        return new Rule(true, Set.of(), words(attributes));
    }

    private static Rule empty(String attributes) {
        return new Rule(false, Set.of(), words(attributes));
    }

    private static Set<String> words(String names) {
        return names.isEmpty() ? Set.of() : Set.of(names.split(" "));
    }
}
