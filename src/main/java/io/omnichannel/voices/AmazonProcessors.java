package io.omnichannel.voices;

import java.io.InputStream;
import java.util.List;
import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.polly.model.DescribeVoicesRequest;
import software.amazon.awssdk.services.polly.model.OutputFormat;
import software.amazon.awssdk.services.polly.model.SynthesizeSpeechRequest;
import software.amazon.awssdk.services.polly.model.SynthesizeSpeechResponse;
import software.amazon.awssdk.services.polly.model.TextType;
import software.amazon.awssdk.services.polly.model.Voice;

/** The steps of the routes that talk to Amazon Polly through camel-aws2-polly, with the SDK's own requests. */
@Configuration(proxyBeanMethods = false)
class AmazonProcessors {

    @Bean
    Processor amazonVoicesRequest(VoiceAccounts accounts) {
        return exchange -> {
            accounts.required(VoiceProvider.AMAZON);
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage()
                    .setBody(DescribeVoicesRequest.builder()
                            .includeAdditionalLanguageCodes(true)
                            .build());
        };
    }

    @Bean
    Processor amazonVoicesReader() {
        return exchange -> {
            List<?> found = exchange.getMessage().getBody(List.class);
            List<Voice> voices = found.stream().map(Voice.class::cast).toList();
            exchange.getMessage().setBody(PollyVoices.read(voices));
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
            exchange.getMessage().setBody(new Sound(type, (InputStream) answer));
        };
    }

    @Bean
    Processor amazonFailed() {
        return HttpProcessors.failing(VoiceProvider.AMAZON);
    }
}
