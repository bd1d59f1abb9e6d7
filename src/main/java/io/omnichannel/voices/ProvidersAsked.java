package io.omnichannel.voices;

import java.util.Collection;
import java.util.Set;

/** Whom the catalogue's fan-out asks; its questions are named for the route. */
public record ProvidersAsked(Set<VoiceProvider> providers) {

    public static ProvidersAsked of(Collection<VoiceProvider> providers) {
        return new ProvidersAsked(Set.copyOf(providers));
    }

    public boolean isElevenlabs() {
        return providers.contains(VoiceProvider.ELEVENLABS);
    }

    public boolean isAmazon() {
        return providers.contains(VoiceProvider.AMAZON);
    }

    public boolean isGoogle() {
        return providers.contains(VoiceProvider.GOOGLE);
    }
}
