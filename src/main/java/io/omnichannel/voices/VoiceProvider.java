package io.omnichannel.voices;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who speaks. The wire name is the lower-case one of a configuration's {@code voice_provider}. */
public enum VoiceProvider {
    ELEVENLABS("ELEVENLABS_API_KEY", "[A-Za-z0-9]{20}"),
    AMAZON("AWS_REGION and AWS credentials", "[A-Z][A-Za-z]{1,19}(-(Standard|Neural|Generative|Long-?Form))?"),
    GOOGLE("GOOGLE_CLOUD_TTS_API_KEY", "[a-z]{2,3}-([A-Z]{2}|[0-9]{3})-[A-Z][A-Za-z0-9]*(-[A-Za-z0-9]+)+");

    private final String variable;
    private final Pattern voiceId;

    VoiceProvider(String variable, String voiceId) {
        this.variable = variable;
        this.voiceId = Pattern.compile(voiceId);
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The environment variables that hold the key, for a message to whoever runs it. */
    public String variable() {
        return variable;
    }

    /** Whether a voice of this provider can be called so. */
    public boolean canHave(String voice) {
        return voiceId.matcher(voice).matches();
    }

    public static Optional<VoiceProvider> named(String wireName) {
        return Arrays.stream(values())
                .filter(provider -> provider.wireName().equalsIgnoreCase(wireName))
                .findFirst();
    }

    /** The provider whose names look like this. */
    public static Optional<VoiceProvider> of(String voice) {
        return Arrays.stream(values())
                .filter(provider -> provider.canHave(voice))
                .findFirst();
    }
}
