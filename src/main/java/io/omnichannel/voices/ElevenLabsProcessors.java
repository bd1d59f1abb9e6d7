package io.omnichannel.voices;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.voices.ElevenLabsSlots.Slot;
import java.io.InputStream;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps of the routes that talk to ElevenLabs. */
@Configuration(proxyBeanMethods = false)
class ElevenLabsProcessors {

    private static final VoiceProvider ELEVENLABS = VoiceProvider.ELEVENLABS;
    private static final String PAGES = "pages";
    private static final String SLOT = "OmniElevenLabsSlot";

    private final ProviderRequests requests;
    private final HttpProcessors http;

    ElevenLabsProcessors(ProviderRequests requests, HttpProcessors http) {
        this.requests = requests;
        this.http = http;
    }

    @Bean
    Processor elevenLabsFirstPage() {
        return exchange -> exchange.setVariable(PAGES, new VoicePages());
    }

    @Bean
    Processor elevenLabsVoicesRequest() {
        return http.asking(
                ELEVENLABS,
                exchange -> requests.elevenLabsVoices(pages(exchange).next()));
    }

    @Bean
    Processor elevenLabsVoicesReader() {
        return exchange -> {
            JsonNode answer = http.required(exchange, ELEVENLABS);
            String next = answer.path("has_more").asBoolean()
                    ? JsonText.of(answer, "next_page_token").orElse("")
                    : "";
            pages(exchange).add(ElevenLabsJson.voices(answer), next);
            exchange.getMessage().setBody(pages(exchange).voices());
        };
    }

    /** Body: a voice's id. */
    @Bean
    Processor elevenLabsVoiceRequest() {
        return http.asking(
                ELEVENLABS,
                exchange -> requests.elevenLabsVoice(
                        exchange.getMessage().getBody(SoundRequest.class).voice()));
    }

    @Bean
    Processor elevenLabsVoiceReader() {
        return exchange -> {
            Optional<Voice> voice = ElevenLabsJson.voice(http.required(exchange, ELEVENLABS));
            exchange.getMessage()
                    .setBody(voice.orElseThrow(() -> new ProviderFailure(ELEVENLABS, FailureCategory.NOT_FOUND)));
        };
    }

    @Bean
    Processor elevenLabsModelsRequest() {
        return http.asking(ELEVENLABS, exchange -> requests.elevenLabsModels());
    }

    @Bean
    Processor elevenLabsModelsReader() {
        return exchange -> exchange.getMessage().setBody(ElevenLabsJson.models(http.required(exchange, ELEVENLABS)));
    }

    /** Body: a {@link LibraryQuery}. */
    @Bean
    Processor elevenLabsLibraryRequest() {
        return http.asking(
                ELEVENLABS,
                exchange -> requests.elevenLabsLibrary(exchange.getMessage().getBody(LibraryQuery.class)));
    }

    @Bean
    Processor elevenLabsLibraryReader() {
        return exchange -> {
            JsonNode answer = http.required(exchange, ELEVENLABS);
            exchange.getMessage()
                    .setBody(new LibraryPage(
                            ElevenLabsJson.voices(answer),
                            answer.path("has_more").asBoolean()));
        };
    }

    /** Body: a {@link SoundRequest}. Waits for a place among the plan's simultaneous requests. */
    @Bean
    Processor elevenLabsSpeechRequest(ElevenLabsSlots slots) {
        Processor asking = http.asking(
                ELEVENLABS,
                exchange -> requests.elevenLabsSpeech(exchange.getMessage().getBody(SoundRequest.class)));
        return exchange -> {
            asking.process(exchange);
            exchange.setProperty(SLOT, slots.take());
        };
    }

    /** The answer becomes a {@link Sound}, still on its way. */
    @Bean
    Processor elevenLabsSound() {
        return exchange -> {
            Slot slot = exchange.getProperty(SLOT, Slot.class);
            String type = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, Sound.MP3, String.class);
            InputStream bytes = exchange.getMessage().getBody(InputStream.class);
            exchange.getMessage().setBody(Sound.from(ELEVENLABS, type, new ClosingStream(bytes, slot::close)));
        };
    }

    /** What was refused gave its place back, so it waits for one again. */
    @Bean
    Processor elevenLabsAgain(ElevenLabsSlots slots) {
        Processor again = http.askingAgain(ELEVENLABS);
        return exchange -> {
            again.process(exchange);
            if (exchange.getProperty(SLOT) != null) {
                exchange.setProperty(SLOT, slots.take());
            }
        };
    }

    @Bean
    Processor elevenLabsFailed() {
        Processor failing = HttpProcessors.failing(ELEVENLABS);
        return exchange -> {
            Slot slot = exchange.getProperty(SLOT, Slot.class);
            if (slot != null) {
                slot.close();
            }
            failing.process(exchange);
        };
    }

    /** Lets an answer pass that is one; every error becomes a {@link ProviderFailure}. */
    @Bean
    Processor elevenLabsAnswer(ElevenLabsSlots slots) {
        return exchange -> {
            slots.told(
                    exchange.getMessage().getHeader("current-concurrent-requests", String.class),
                    exchange.getMessage().getHeader("maximum-concurrent-requests", String.class));
            int status = HttpProcessors.status(exchange);
            if (status / 100 != 2) {
                throw new ProviderFailure(ELEVENLABS, ElevenLabsErrors.of(status, http.json(exchange)));
            }
        };
    }

    private static VoicePages pages(Exchange exchange) {
        return exchange.getVariable(PAGES, VoicePages.class);
    }
}
