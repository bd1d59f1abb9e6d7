package io.omnichannel.simulator.twiml;

import io.omnichannel.simulator.TwilioRuleBroken;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads TwiML as Twilio does, but where Twilio would warn, ignore or guess, this refuses. */
public final class Twiml {

    private static final int MAX_BYTES = 64 * 1024;
    private static final Set<String> MEDIA_TYPES = Set.of("text/xml", "application/xml", "text/html");

    private Twiml() {}

    /**
     * @param document the address it came from, against which its URLs are resolved
     * @param contentType as answered, "" without one
     * @throws TwilioRuleBroken with the first rule of Twilio's documentation that it breaks
     */
    public static List<TwimlVerb> read(URI document, String contentType, byte[] body) {
        if (!MEDIA_TYPES.contains(contentType.split(";", 2)[0].strip().toLowerCase())) {
            throw new TwilioRuleBroken(12300, "TwiML comes as text/xml, not as \"" + contentType + "\"");
        }
        if (body.length == 0) {
            throw new TwilioRuleBroken(11770, "The answer to a voice webhook is TwiML, not an empty body");
        }
        if (body.length > MAX_BYTES) {
            throw new TwilioRuleBroken(11750, "TwiML is at most 64 kB, not " + body.length + " bytes");
        }
        TwimlElement root = TwimlElement.parse(body);
        if (!root.name().equals("Response")) {
            throw new TwilioRuleBroken(12100, "The root of TwiML is <Response>, not <" + root.name() + ">");
        }
        TwimlSchema.check(root);
        List<TwimlVerb> verbs = new ArrayList<>();
        for (TwimlElement verb : root.children()) {
            verbs.add(verb(document, verb));
        }
        return verbs;
    }

    private static TwimlVerb verb(URI document, TwimlElement verb) {
        return switch (verb.name()) {
            case "Say" -> new TwimlVerb.Say(verb.text().strip(), verb.attribute("language"));
            case "Play" -> new TwimlVerb.Play(url(document, verb, verb.text()));
            case "Pause" -> new TwimlVerb.Pause(number(verb, "length", 1));
            case "Hangup" -> new TwimlVerb.Hangup();
            case "Reject" -> new TwimlVerb.Reject(verb.attribute("reason"));
            case "Redirect" -> new TwimlVerb.Redirect(url(document, verb, verb.text()));
            case "Dial" -> dial(document, verb);
            case "Record" ->
                new TwimlVerb.Record(action(document, verb), optionalUrl(document, verb, "recordingStatusCallback"));
            case "Start" ->
                new TwimlVerb.StartRecording(optionalUrl(document, only(verb, "Recording"), "recordingStatusCallback"));
            case "Connect" -> connect(document, verb);
            default -> throw new IllegalStateException("The schema knows <" + verb.name() + ">, its reader does not");
        };
    }

    private static TwimlVerb connect(URI document, TwimlElement verb) {
        String action = action(document, verb);
        TwimlElement relay = only(verb, "ConversationRelay");
        RelayAttributes.check(relay);
        Map<String, String> parameters = new LinkedHashMap<>();
        relay.children().stream()
                .filter(noun -> noun.name().equals("Parameter"))
                .forEach(noun -> parameters.put(noun.attribute("name"), noun.attribute("value")));
        return new TwimlVerb.Connect(action, new RelayNoun(relay.attributes(), parameters));
    }

    private static TwimlVerb dial(URI document, TwimlElement verb) {
        number(verb, "timeout", 30);
        List<String> targets = verb.children().isEmpty()
                ? List.of(verb.text().strip())
                : verb.children().stream().map(noun -> noun.text().strip()).toList();
        if (targets.contains("")) {
            throw new TwilioRuleBroken(13224, "<Dial> names a number");
        }
        return new TwimlVerb.Dial(targets, optionalUrl(document, verb, "action"));
    }

    private static TwimlElement only(TwimlElement verb, String noun) {
        if (verb.children().size() != 1) {
            throw new TwilioRuleBroken(12200, "<" + verb.name() + "> contains exactly one <" + noun + ">");
        }
        return verb.children().getFirst();
    }

    // Without an action the call ends with a lost socket (<Connect>) or asks for the same document again (<Record>).
    private static String action(URI document, TwimlElement verb) {
        String action = optionalUrl(document, verb, "action");
        if (action.isEmpty()) {
            throw new TwilioRuleBroken(12200, "<" + verb.name() + "> needs an action to go on with");
        }
        return action;
    }

    private static String optionalUrl(URI document, TwimlElement element, String attribute) {
        String method = element.attributes().getOrDefault("method", "POST");
        if (!method.equals("POST")) {
            throw new TwilioRuleBroken(12200, "This double asks by POST, not by \"" + method + "\"");
        }
        String written = element.attribute(attribute);
        return written.isEmpty() ? "" : url(document, element, written);
    }

    private static String url(URI document, TwimlElement element, String written) {
        try {
            URI url = document.resolve(written.strip());
            if (url.getHost() != null && Set.of("http", "https").contains(url.getScheme())) {
                return url.toString();
            }
        } catch (IllegalArgumentException malformed) {
            throw new TwilioRuleBroken(11100, "<" + element.name() + "> has a valid URL, not " + written, malformed);
        }
        throw new TwilioRuleBroken(11100, "<" + element.name() + "> has an http URL with a host, not " + written);
    }

    private static int number(TwimlElement element, String attribute, int otherwise) {
        String written = element.attribute(attribute);
        if (written.isEmpty()) {
            return otherwise;
        }
        if (!written.matches("\\d{1,9}")) {
            throw new TwilioRuleBroken(12200, attribute + "=\"" + written + "\" is not a number of seconds");
        }
        return Integer.parseInt(written);
    }
}
