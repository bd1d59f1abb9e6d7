package io.omnichannel.simulator.voices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Amazon Polly (docs: DescribeVoices, SynthesizeSpeech). */
public final class AmazonDouble extends ProviderDouble {

    public static final String KEY = "AKIADOUBLE";

    private static final Set<String> SPEECH = Set.of(
            "Engine", "LanguageCode", "LexiconNames", "OutputFormat", "SampleRate", "Text", "TextType", "VoiceId");

    private final JsonNode catalogue = Catalogues.read("amazon-voices.json");
    private volatile int pageSize = Integer.MAX_VALUE;

    @Override
    Reply answer(Asked asked) {
        nothingForeign(asked, Set.of("authorization", "x-amz-date", "x-amz-content-sha256", "x-amz-security-token"));
        String signature = asked.header("authorization");
        if (!signature.startsWith("AWS4-HMAC-SHA256 Credential=" + KEY + "/")
                || !signature.contains("/polly/aws4_request")) {
            return error(403, "UnrecognizedClientException", "The security token included in the request is invalid.");
        }
        if (asked.method().equals("GET") && asked.path().equals("/v1/voices")) {
            onlyKnownQuery(asked, "Engine", "LanguageCode", "IncludeAdditionalLanguageCodes", "NextToken");
            return page(asked.query().getOrDefault("NextToken", ""));
        }
        if (asked.method().equals("POST") && asked.path().equals("/v1/speech")) {
            return speech(asked.body());
        }
        return error(404, "UnknownOperationException", "");
    }

    /** How many voices a page holds; all of them unless told otherwise. */
    public void pageSize(int voices) {
        pageSize = voices;
    }

    @Override
    void asNew() {
        pageSize = Integer.MAX_VALUE;
    }

    private Reply page(String token) {
        if (!token.isEmpty() && !token.matches("from-\\d{1,6}")) {
            return error(400, "InvalidNextTokenException", "The NextToken is invalid");
        }
        int from = token.isEmpty() ? 0 : Integer.parseInt(token.substring("from-".length()));
        JsonNode all = catalogue.path("Voices");
        ObjectNode answer = Catalogues.JSON.createObjectNode();
        ArrayNode voices = answer.putArray("Voices");
        int to = (int) Math.min(all.size(), (long) from + pageSize);
        for (int i = from; i < to; i++) {
            voices.add(all.get(i));
        }
        if (to < all.size()) {
            answer.put("NextToken", "from-" + to);
        }
        return Reply.json(200, answer.toString());
    }

    private Reply speech(JsonNode body) {
        onlyKnown("The body", body::fieldNames, SPEECH);
        String text = body.path("Text").asText();
        Optional<JsonNode> voice = StreamSupport.stream(catalogue.path("Voices").spliterator(), false)
                .filter(known -> known.path("Id").equals(body.path("VoiceId")))
                .findFirst();
        if (text.isEmpty()
                || voice.isEmpty()
                || !body.path("OutputFormat").asText().equals("mp3")) {
            return error(400, "ValidationException", "1 validation error detected");
        }
        if (text.length() > 3000) {
            return error(400, "TextLengthExceededException", "Maximum text length has been exceeded");
        }
        String engine = body.path("Engine").asText("standard");
        boolean supported = StreamSupport.stream(
                        voice.get().path("SupportedEngines").spliterator(), false)
                .anyMatch(known -> known.asText().equals(engine));
        if (!supported) {
            return error(400, "EngineNotSupportedException", "This voice does not support the selected engine");
        }
        return Reply.sound(Silence.mp3(text), Map.of("x-amzn-RequestCharacters", Integer.toString(text.length())));
    }

    public static Reply error(int status, String type, String message) {
        return Reply.json(status, "{\"message\":\"" + message + "\"}").with("x-amzn-ErrorType", type);
    }
}
