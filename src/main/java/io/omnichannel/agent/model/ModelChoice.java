package io.omnichannel.agent.model;

import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.ServerModel;
import io.omnichannel.agent.ServerModels;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Which models may answer a turn, in the order in which they are asked: the server's and its second one, or the tenant's own.
 * The words of a tenant's customers go to no model but the one that the tenant named, not even when it fails.
 */
@Component
class ModelChoice implements ServerModels {

    private static final Logger LOG = LoggerFactory.getLogger(ModelChoice.class);
    private static final String OPENAI = "https://api.openai.com/v1";

    private final List<ModelEndpoint> servers;
    private final Set<String> trusted;
    private final TenantModelKeys keys;
    private final Duration pause;

    ModelChoice(ModelSettings settings, TenantModelKeys keys) {
        this.keys = keys;
        this.pause = settings.llmPause();
        this.servers = servers(settings);
        this.trusted = Stream.concat(
                        servers.stream().map(ModelEndpoint::baseUrl),
                        settings.llmAllowedBaseUrls().stream()
                                .filter(url -> !url.isBlank())
                                .map(url -> address("OMNICHANNEL_LLM_ALLOWED_BASE_URLS", url)))
                .map(ModelChoice::origin)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Empty: there is none. */
    List<ModelEndpoint> of(String tenant, AgentSettings settings) {
        AgentSettings.Llm own = settings.llm();
        return own == null ? servers : tenants(tenant, own).stream().toList();
    }

    /** Whether it has scheme, host and port of an address that the operator named. */
    boolean isTrusted(URI address) {
        return trusted.contains(origin(address));
    }

    /** The server's own, the first one first. */
    List<ModelEndpoint> servers() {
        return servers;
    }

    @Override
    public Optional<ServerModel> first() {
        return servers.stream()
                .findFirst()
                .map(model ->
                        new ServerModel(model.model(), model.completions(), model.credentials(), model.limitField()));
    }

    @Override
    public Duration pause() {
        return pause;
    }

    private Optional<ModelEndpoint> tenants(String tenant, AgentSettings.Llm own) {
        Optional<ModelEndpoint> first = servers.stream().findFirst();
        Optional<URI> base =
                Optional.ofNullable(own.baseUrl()).map(URI::create).or(() -> first.map(ModelEndpoint::baseUrl));
        Optional<String> model = Optional.ofNullable(own.model()).or(() -> first.map(ModelEndpoint::model));
        if (base.isEmpty() || model.isEmpty()) {
            return Optional.empty();
        }
        boolean guarded = !isTrusted(base.get());
        if (guarded && !"https".equalsIgnoreCase(base.get().getScheme())) {
            LOG.warn("The model of tenant {} is not asked: its address is not https", tenant);
            return Optional.empty();
        }
        // The server's key is for the server's address and for no other, not even one beside it.
        String servers = first.filter(model0 -> model0.baseUrl().equals(base.get()))
                .map(ModelEndpoint::apiKey)
                .orElse("");
        String key = keys.keyOf(tenant, own.baseUrl()).orElse(servers);
        return Optional.of(new ModelEndpoint(base.get(), key, model.get(), guarded));
    }

    private static List<ModelEndpoint> servers(ModelSettings settings) {
        List<ModelEndpoint> servers = new ArrayList<>(2);
        boolean placed =
                !settings.llmBaseUrl().isBlank() || !settings.llmApiKey().isBlank();
        if (placed == settings.llmModel().isBlank()) {
            throw new IllegalArgumentException(
                    placed
                            ? "LLM_BASE_URL or LLM_API_KEY is set, and LLM_MODEL is not: name the model that is to answer"
                            : "LLM_MODEL is set, and neither LLM_BASE_URL nor LLM_API_KEY is: say where the model is");
        }
        if (!placed) {
            return List.of();
        }
        String base = settings.llmBaseUrl().isBlank() ? OPENAI : settings.llmBaseUrl();
        servers.add(new ModelEndpoint(
                address("LLM_BASE_URL", base),
                settings.llmApiKey().strip(),
                settings.llmModel().strip(),
                false));
        if (!settings.llmFallbackModel().isBlank()) {
            String second = settings.llmFallbackBaseUrl().isBlank() ? base : settings.llmFallbackBaseUrl();
            boolean same = second.equals(base) && settings.llmFallbackApiKey().isBlank();
            String key = same ? settings.llmApiKey() : settings.llmFallbackApiKey();
            servers.add(new ModelEndpoint(
                    address("LLM_FALLBACK_BASE_URL", second),
                    key.strip(),
                    settings.llmFallbackModel().strip(),
                    false));
        }
        return List.copyOf(servers);
    }

    private static URI address(String setting, String text) {
        try {
            URI uri = new URI(text.strip());
            if (uri.getHost() != null
                    && uri.getScheme() != null
                    && uri.getScheme().toLowerCase(Locale.ROOT).matches("https?")) {
                return uri;
            }
        } catch (URISyntaxException noAddress) {
            // Said below.
        }
        throw new IllegalArgumentException(setting
                + " must be an http or https address such as https://api.openai.com/v1, without /chat/completions");
    }

    /** Scheme, host and port. */
    private static String origin(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }
}
