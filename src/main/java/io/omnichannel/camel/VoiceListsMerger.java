package io.omnichannel.camel;

import io.omnichannel.voices.ProviderFailures;
import io.omnichannel.voices.Voice;
import io.omnichannel.voices.VoiceProvider;
import io.omnichannel.voices.VoiceSources.Fetched;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Puts the providers' lists beside each other as they come in; who failed is there with its failure. */
@Component("voiceLists")
final class VoiceListsMerger implements AggregationStrategy {

    /** On an exchange of the fan-out: the wire name of the provider it asked; absent when it asked none. */
    static final String PROVIDER = "OmniVoiceProvider";

    @Override
    public Exchange aggregate(Exchange merged, Exchange one) {
        Map<VoiceProvider, Fetched> lists = new EnumMap<>(VoiceProvider.class);
        if (merged != null && merged.getMessage().getBody() instanceof Map<?, ?> earlier) {
            earlier.forEach((provider, list) -> lists.put((VoiceProvider) provider, (Fetched) list));
        }
        VoiceProvider.named(one.getProperty(PROVIDER, "", String.class))
                .ifPresent(provider -> lists.put(provider, fetched(provider, one)));
        one.setException(null);
        one.getMessage().setBody(lists);
        return one;
    }

    private static Fetched fetched(VoiceProvider provider, Exchange one) {
        if (one.getException() != null) {
            return new Fetched(provider, List.of(), ProviderFailures.of(provider, one.getException()));
        }
        List<?> found = one.getMessage().getBody(List.class);
        List<Voice> voices = found.stream().map(Voice.class::cast).toList();
        return new Fetched(provider, voices, null);
    }
}
