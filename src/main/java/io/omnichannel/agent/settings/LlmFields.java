package io.omnichannel.agent.settings;

import io.omnichannel.agent.AgentSettings.Llm;
import io.omnichannel.platform.http.HeaderText;
import io.omnichannel.platform.json.JsonFields;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The tenant's own model; the key is kept apart from everything that is shown. */
record LlmFields(Llm settings, Optional<String> apiKey) {

    static LlmFields read(JsonFields section) {
        Optional<String> url = section.text("base_url", 2_000);
        Optional<String> model = section.text("model", 200);
        Optional<String> key = section.text("api_key", 1_000);
        url.filter(given -> !webAddress(given))
                .ifPresent(given ->
                        section.wrong("base_url", "must be an http or https address without user, query or fragment"));
        key.filter(given -> !HeaderText.isPrintable(given))
                .ifPresent(
                        given -> section.wrong(
                                "api_key",
                                "has a letter in it that is not printable ASCII, perhaps one that cannot be seen; copy it once more"));
        if (url.isPresent() && model.isEmpty()) {
            section.wrong("model", "is required with base_url");
        }
        boolean empty = url.isEmpty() && model.isEmpty() && key.isEmpty();
        return new LlmFields(empty ? null : new Llm(url.orElse(null), model.orElse(null)), key);
    }

    private static boolean webAddress(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException noUri) {
            return false;
        }
    }
}
