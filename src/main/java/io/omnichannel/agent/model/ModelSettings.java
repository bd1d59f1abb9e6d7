package io.omnichannel.agent.model;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which models answer, and how they are spoken to.
 *
 * @param llmBaseUrl where {@code /chat/completions} is below; may carry a query, which every request gets
 * @param llmApiKey empty where none is wanted
 * @param llmModel the model's name at the provider; without it no model of the server's answers
 * @param llmFallbackBaseUrl of the second model; empty: the first one's
 * @param llmFallbackApiKey empty: the first one's when the second model is at the same address
 * @param llmFallbackModel the second model, asked when the first is late or fails; empty: none
 * @param llmAllowedBaseUrls addresses that tenants may name though they are not public or not https
 * @param llmConnectTimeout how long a connection may take
 * @param llmMaxTokens the longest answer
 * @param llmPause how long a provider is left alone after it failed too often
 */
@ConfigurationProperties("omnichannel")
public record ModelSettings(
        @DefaultValue("") String llmBaseUrl,
        @DefaultValue("") String llmApiKey,
        @DefaultValue("") String llmModel,
        @DefaultValue("") String llmFallbackBaseUrl,
        @DefaultValue("") String llmFallbackApiKey,
        @DefaultValue("") String llmFallbackModel,
        @DefaultValue List<String> llmAllowedBaseUrls,
        @DefaultValue("2s") Duration llmConnectTimeout,
        @DefaultValue("800") int llmMaxTokens,
        @DefaultValue("15s") Duration llmPause) {

    @Override
    public String toString() {
        return "ModelSettings[" + llmModel + ", " + llmFallbackModel + "]";
    }
}
