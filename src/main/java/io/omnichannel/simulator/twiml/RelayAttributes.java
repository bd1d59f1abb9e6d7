package io.omnichannel.simulator.twiml;

import static java.util.Map.entry;

import io.omnichannel.simulator.TwilioRuleBroken;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The documented values of {@code <ConversationRelay>} and its {@code <Language>} (docs: ConversationRelay, attributes). */
public final class RelayAttributes {

    private static final Pattern LANGUAGE = Pattern.compile("multi|[a-z]{2,3}(-[A-Za-z]{4})?(-([A-Z]{2}|\\d{3}))?");
    private static final Pattern INPUT = Pattern.compile("none|dtmf|speech|any");
    private static final Pattern SWITCH = Pattern.compile("true|false");
    private static final Pattern EVENTS =
            Pattern.compile("(speaker-events|tokens-played)( (speaker-events|tokens-played))*");
    private static final Pattern ANYTHING = Pattern.compile(".*", Pattern.DOTALL);

    // Polly's and Google's own names; Twilio adds no prefix to either.
    private static final Pattern AMAZON = Pattern.compile("[A-Z]\\p{L}+(-(Standard|Neural|Generative|Long-Form))?");
    private static final Pattern GOOGLE = Pattern.compile("[a-z]{2,3}-[A-Z]{2}-[A-Za-z0-9-]+|Google\\.(?!.*Chirp3).+");
    // <voiceId>[-<model>][-<speed>_<stability>_<similarity>], every number with its decimal point.
    private static final Pattern ELEVENLABS = Pattern.compile(
            "[A-Za-z0-9]+(-(flash|turbo)_v2(_5)?)?(-(0\\.[789]\\d*|1\\.[01]\\d*|1\\.20*)(_(0\\.\\d+|1\\.0+)){2})?");

    private static final Map<String, Pattern> VALUES = Map.ofEntries(
            entry("url", ANYTHING),
            entry("welcomeGreeting", ANYTHING),
            entry("welcomeGreetingInterruptible", INPUT),
            entry("language", LANGUAGE),
            entry("ttsLanguage", LANGUAGE),
            entry("transcriptionLanguage", LANGUAGE),
            entry("ttsProvider", Pattern.compile("Google|Amazon|ElevenLabs")),
            entry("voice", ANYTHING),
            entry("transcriptionProvider", Pattern.compile("Google|Deepgram")),
            entry("speechModel", ANYTHING),
            entry("interruptible", Pattern.compile("none|dtmf|speech|any|true|false")),
            entry("interruptSensitivity", Pattern.compile("low|medium|high")),
            entry("dtmfDetection", SWITCH),
            entry("reportInputDuringAgentSpeech", INPUT),
            entry("preemptible", SWITCH),
            entry("hints", ANYTHING),
            entry(
                    "debug",
                    Pattern.compile(
                            "(debugging|speaker-events|tokens-played)( (debugging|speaker-events|tokens-played))*")),
            entry("events", EVENTS),
            entry("elevenlabsTextNormalization", Pattern.compile("on|auto|off")),
            entry("intelligenceService", ANYTHING),
            entry("partialPrompts", SWITCH),
            entry("speechTimeout", Pattern.compile("auto|[6-9]\\d\\d|[1-4]\\d{3}|5000")),
            entry("eotThreshold", Pattern.compile("0\\.[5-8]\\d*|0\\.90*")),
            entry("ignoreBackchannel", SWITCH),
            entry("deepgramSmartFormat", SWITCH),
            entry("backgroundNoiseReduction", ANYTHING),
            entry("profanityFilter", SWITCH),
            entry("conversationConfiguration", ANYTHING),
            entry("conversationId", ANYTHING));

    static final Set<String> NAMES = VALUES.keySet();

    private RelayAttributes() {}

    /** @throws TwilioRuleBroken 64101 or 64106 at a value outside the documented set, 21205 for the url */
    static void check(TwimlElement relay) {
        checkValues(relay.attributes());
        checkUrl(relay.attribute("url"));
        checkVoice(relay.attributes());
        for (TwimlElement noun : relay.children()) {
            String required = noun.name().equals("Language") ? "code" : "name";
            if (noun.attribute(required).isEmpty()) {
                throw new TwilioRuleBroken(12200, "<" + noun.name() + "> needs " + required);
            }
            if (noun.name().equals("Language")) {
                require("code", noun.attribute("code"), LANGUAGE);
                checkValues(noun.attributes());
                checkVoice(noun.attributes());
            }
        }
    }

    public static boolean isLanguage(String code) {
        return LANGUAGE.matcher(code).matches();
    }

    private static void checkValues(Map<String, String> attributes) {
        attributes.forEach((name, value) -> require(name, value, VALUES.getOrDefault(name, ANYTHING)));
        String model = attributes.getOrDefault("speechModel", "");
        boolean deepgram = model.startsWith("nova-") || model.startsWith("flux");
        if (!model.isEmpty() && deepgram == "Google".equals(attributes.get("transcriptionProvider"))) {
            throw new TwilioRuleBroken(64101, "The speechModel " + model + " is not the transcriptionProvider's");
        }
    }

    private static void checkVoice(Map<String, String> attributes) {
        String voice = attributes.get("voice");
        if (voice == null) {
            return;
        }
        String provider = attributes.getOrDefault("ttsProvider", "ElevenLabs");
        Pattern form =
                switch (provider) {
                    case "Amazon" -> AMAZON;
                    case "Google" -> GOOGLE;
                    default -> ELEVENLABS;
                };
        if (!form.matcher(voice).matches()) {
            throw new TwilioRuleBroken(64106, "\"" + voice + "\" is not the name of a voice of " + provider);
        }
    }

    private static void checkUrl(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException malformed) {
            throw new TwilioRuleBroken(21205, "The relay's url is a URL: \"" + url + "\"", malformed);
        }
        if (uri.getHost() == null) {
            throw new TwilioRuleBroken(21205, "The relay's url names a host: \"" + url + "\"");
        }
        // Twilio takes wss only; a server on this machine has no certificate.
        boolean here = List.of("localhost", "127.0.0.1", "[::1]").contains(uri.getHost());
        if (!"wss".equals(uri.getScheme()) && !(here && "ws".equals(uri.getScheme()))) {
            throw new TwilioRuleBroken(64102, "The relay's url begins with wss://, not \"" + url + "\"");
        }
    }

    private static void require(String name, String value, Pattern documented) {
        if (!documented.matcher(value).matches()) {
            throw new TwilioRuleBroken(64101, name + "=\"" + value + "\" is not among the documented values");
        }
    }
}
