package io.omnichannel.voices;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.polly.model.OutputFormat;
import software.amazon.awssdk.services.polly.model.SynthesizeSpeechRequest;
import software.amazon.awssdk.services.polly.model.SynthesizeSpeechResponse;
import software.amazon.awssdk.services.polly.model.TextType;
import software.amazon.awssdk.services.polly.model.Voice;

/** The steps of the routes that talk to Amazon Polly through camel-aws2-polly, with the SDK's own requests. */
@Configuration(proxyBeanMethods = false)
class AmazonProcessors {

    private static final String PAGES = "amazonPages";
    private static final String NEXT = "amazonNextPage";

    @Bean
    Processor amazonFirstPage() {
        return exchange -> exchange.setVariable(PAGES, new VoicePages());
    }

    @Bean
    Processor amazonVoicesRequest(VoiceAccounts accounts) {
        return exchange -> {
            accounts.required(VoiceProvider.AMAZON);
            AtomicReference<String> next = new AtomicReference<>("");
            exchange.setVariable(NEXT, next);
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setBody(PollyPaging.page(pages(exchange).next(), next));
        };
    }

    @Bean
    Processor amazonVoicesReader() {
        return exchange -> {
            List<?> found = exchange.getMessage().getBody(List.class);
            List<Voice> voices = found.stream().map(Voice.class::cast).toList();
            pages(exchange)
                    .add(
                            PollyVoices.read(voices),
                            exchange.getVariable(NEXT, AtomicReference.class)
                                    .get()
                                    .toString());
            exchange.getMessage().setBody(pages(exchange).voices());
        };
    }

    /** Body: a {@link SoundRequest}. */
    @Bean
    Processor amazonSpeechRequest(VoiceAccounts accounts) {
        return exchange -> {
            accounts.required(VoiceProvider.AMAZON);
            SoundRequest request = exchange.getMessage().getBody(SoundRequest.class);
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage()
                    .setBody(SynthesizeSpeechRequest.builder()
                            .voiceId(PollyVoices.nameOf(request.voice()))
                            .engine(PollyVoices.engineOf(request.voice()))
                            .outputFormat(OutputFormat.MP3)
                            .textType(TextType.TEXT)
                            .text(request.text())
                            .build());
        };
    }

    /** The answer becomes a {@link Sound}, still on its way. */
    @Bean
    Processor amazonSound() {
        return exchange -> {
            ResponseInputStream<?> answer = exchange.getMessage().getBody(ResponseInputStream.class);
            String type = answer.response() instanceof SynthesizeSpeechResponse speech && speech.contentType() != null
                    ? speech.contentType()
                    : Sound.MP3;
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setBody(Sound.from(VoiceProvider.AMAZON, type, answer));
        };
    }

    @Bean
    Processor amazonFailed() {
        return HttpProcessors.failing(VoiceProvider.AMAZON);
    }

    private static VoicePages pages(Exchange exchange) {
        return exchange.getVariable(PAGES, VoicePages.class);
    }
}
