package io.omnichannel.simulator.voices;

import io.omnichannel.voices.VoiceDoubles;
import io.omnichannel.voices.VoiceProvider;
import jakarta.annotation.PreDestroy;
import java.net.URI;
import org.springframework.stereotype.Component;

/** The doubles where somebody tries the module without any account; their port is opened when it is needed. */
@Component
final class StandInVoices implements VoiceDoubles {

    private VoiceProviders providers;

    @Override
    public synchronized URI baseUrl(VoiceProvider provider) {
        if (providers == null) {
            providers = new VoiceProviders();
        }
        return providers.baseUrl(provider.wireName());
    }

    @Override
    public String key(VoiceProvider provider) {
        return switch (provider) {
            case ELEVENLABS -> ElevenLabsDouble.KEY;
            case AMAZON -> AmazonDouble.KEY;
            case GOOGLE -> GoogleDouble.KEY;
        };
    }

    @PreDestroy
    synchronized void close() {
        if (providers != null) {
            providers.close();
        }
    }
}
