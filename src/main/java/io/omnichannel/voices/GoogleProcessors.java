package io.omnichannel.voices;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps of the routes that talk to Google Cloud Text-to-Speech. */
@Configuration(proxyBeanMethods = false)
class GoogleProcessors {

    private static final VoiceProvider GOOGLE = VoiceProvider.GOOGLE;

    private final ProviderRequests requests;
    private final HttpProcessors http;

    GoogleProcessors(ProviderRequests requests, HttpProcessors http) {
        this.requests = requests;
        this.http = http;
    }

    @Bean
    Processor googleVoicesRequest() {
        return http.asking(GOOGLE, exchange -> requests.googleVoices());
    }

    @Bean
    Processor googleVoicesReader() {
        return exchange -> exchange.getMessage().setBody(GoogleJson.voices(http.required(exchange, GOOGLE)));
    }

    /** Body: a {@link SoundRequest}. */
    @Bean
    Processor googleSpeechRequest() {
        return http.asking(
                GOOGLE, exchange -> requests.googleSpeech(exchange.getMessage().getBody(SoundRequest.class)));
    }

    /** The answer, which comes in one piece of base64, becomes a {@link Sound}. */
    @Bean
    Processor googleSound() {
        return exchange -> {
            String audio = http.required(exchange, GOOGLE).path("audioContent").asText();
            if (audio.isEmpty()) {
                throw new ProviderFailure(GOOGLE, FailureCategory.SERVER);
            }
            exchange.getMessage().setBody(new Sound(Sound.MP3, new ByteArrayInputStream(decoded(audio))));
        };
    }

    @Bean
    Processor googleAgain() {
        return http.askingAgain(GOOGLE);
    }

    @Bean
    Processor googleFailed() {
        return HttpProcessors.failing(GOOGLE);
    }

    /** Lets an answer pass that is one; every error becomes a {@link ProviderFailure}. */
    @Bean
    Processor googleAnswer() {
        return exchange -> {
            int status = HttpProcessors.status(exchange);
            if (status / 100 != 2) {
                JsonNode said = http.json(exchange);
                throw new ProviderFailure(GOOGLE, GoogleErrors.of(status, said));
            }
        };
    }

    private static byte[] decoded(String audio) {
        try {
            return Base64.getDecoder().decode(audio);
        } catch (IllegalArgumentException noBase64) {
            throw new ProviderFailure(GOOGLE, FailureCategory.SERVER);
        }
    }
}
