package io.omnichannel.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelEndpointTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, https://api.openai.com/v1/chat/completions, max_completion_tokens, '{Authorization=Bearer k}'",
        "http://localhost:11434/v1/, http://localhost:11434/v1/chat/completions, max_tokens, '{Authorization=Bearer k}'",
        "https://n.openai.azure.com/openai/deployments/d?api-version=1,"
                + " https://n.openai.azure.com/openai/deployments/d/chat/completions?api-version=1, max_completion_tokens,"
                + " '{Authorization=Bearer k, api-key=k}'"
    })
    void isAskedAsItsProviderWantsIt(URI base, URI completions, String limit, String credentials) {
        ModelEndpoint endpoint = new ModelEndpoint(base, "k", "m", false);

        assertThat(endpoint.completions()).isEqualTo(completions);
        assertThat(endpoint.limitField()).isEqualTo(limit);
        assertThat(new TreeMap<>(endpoint.credentials())).hasToString(credentials);
        assertThat(new ModelEndpoint(base, "", "m", false).credentials()).isEmpty();
    }
}
