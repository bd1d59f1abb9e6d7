package io.omnichannel.voices;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The routes that ask the providers, as the catalogue sees them. */
public interface VoiceSources {

    /** Every one of these providers at the same time; who failed is among the answers. */
    Map<VoiceProvider, Fetched> voices(Collection<VoiceProvider> providers);

    /** @throws ProviderFailure when ElevenLabs does not tell */
    List<VoiceModel> models();

    /**
     * What one provider said.
     *
     * @param voices empty when it failed
     * @param failure null when it did not
     */
    record Fetched(VoiceProvider provider, List<Voice> voices, ProviderFailure failure) {}
}
