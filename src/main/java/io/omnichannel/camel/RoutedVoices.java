package io.omnichannel.camel;

import io.omnichannel.voices.ProvidersAsked;
import io.omnichannel.voices.VoiceModel;
import io.omnichannel.voices.VoiceProvider;
import io.omnichannel.voices.VoiceSources;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The way from the catalogue, which decides when to ask, to the routes, which say whom and how. */
@Component
class RoutedVoices implements VoiceSources {

    private final ProducerTemplate routes;

    RoutedVoices(@Lazy ProducerTemplate routes) {
        this.routes = routes;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<VoiceProvider, Fetched> voices(Collection<VoiceProvider> providers) {
        return (Map<VoiceProvider, Fetched>) ask("direct:voices-fetch", ProvidersAsked.of(providers));
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<VoiceModel> models() {
        return (List<VoiceModel>) ask("direct:voice-models-fetch", "");
    }

    private Object ask(String route, Object question) {
        try {
            return routes.requestBody(route, question);
        } catch (CamelExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw failed;
        }
    }
}
