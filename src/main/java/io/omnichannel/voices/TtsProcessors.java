package io.omnichannel.voices;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.twilio.Sentence;
import io.omnichannel.twilio.Verb;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps of {@code tts-enrich}: from a sentence to the verb that lets it be heard. */
@Configuration(proxyBeanMethods = false)
class TtsProcessors {

    private static final Logger LOG = LoggerFactory.getLogger(TtsProcessors.class);
    private static final String WISH = "OmniTtsWish";

    // Twilio asks again within 15 s; for so long, and some more, the same sentence is answered the same way.
    private static final Duration SAME_ANSWER = Duration.ofSeconds(60);

    private final VoiceAccounts accounts;
    private final Previews addresses;
    private final Duration playFor;
    private final boolean playSimulated;
    private final Cache<String, Verb> decided = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(SAME_ANSWER)
            .build();

    TtsProcessors(
            VoiceAccounts accounts,
            Previews addresses,
            @Value("${omnichannel.voices.play-for:10m}") Duration playFor,
            @Value("${omnichannel.voices.play-simulated:false}") boolean playSimulated) {
        this.accounts = accounts;
        this.addresses = addresses;
        this.playFor = playFor;
        this.playSimulated = playSimulated;
    }

    /** Body: a {@link Sentence} becomes a {@link TtsWish}, open only if the tenant's own voice can be had. */
    @Bean
    Processor ttsWish() {
        return exchange -> {
            Sentence sentence = exchange.getMessage().getBody(Sentence.class);
            TtsWish wish = request(sentence)
                    .map(request -> new TtsWish(sentence, request, decided.getIfPresent(name(sentence, request))))
                    .orElseGet(() -> TtsWish.said(sentence));
            exchange.setProperty(WISH, wish);
            exchange.getMessage().setBody(wish);
        };
    }

    /** Body: a {@link FoundSound}, which is waited for: an address is given away only when the whole sound is there. */
    @Bean
    Processor ttsPlay() {
        return exchange -> {
            FoundSound found = exchange.getMessage().getBody(FoundSound.class);
            if (found.coming() != null) {
                try (InputStream bytes = found.coming().bytes()) {
                    bytes.transferTo(OutputStream.nullOutputStream());
                }
            }
            TtsWish wish = wish(exchange);
            String url = addresses.url(wish.sentence().baseUrl(), found.request(), playFor);
            exchange.getMessage().setBody(wish.as(new Verb.Play(url)));
        };
    }

    /** Where the own voice is not to be had in time. */
    @Bean
    Processor ttsSay() {
        return exchange -> {
            TtsWish wish = wish(exchange);
            LOG.warn(
                    "{} does not speak a sentence ({}); Twilio's nearest voice says it",
                    wish.request().provider().wireName(),
                    why(wish.request().provider(), exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
            exchange.getMessage().setBody(wish.as(wish.sentence().say()));
        };
    }

    /** Body: a decided {@link TtsWish} becomes its {@link Verb}. */
    @Bean
    Processor ttsVerb(MeterRegistry metrics) {
        return exchange -> {
            TtsWish wish = exchange.getMessage().getBody(TtsWish.class);
            if (wish.request() != null) {
                decided.put(name(wish.sentence(), wish.request()), wish.verb());
            }
            metrics.counter("omni.tts", "as", wish.verb() instanceof Verb.Play ? "play" : "say")
                    .increment();
            exchange.getMessage().setBody(wish.verb());
        };
    }

    /** As if nothing had been said yet. */
    void forget() {
        decided.invalidateAll();
    }

    private Optional<SoundRequest> request(Sentence sentence) {
        if (sentence.text().isEmpty() || sentence.baseUrl().isEmpty()) {
            return Optional.empty();
        }
        return sentence.tenant().flatMap(tenant -> request(tenant, sentence.text()));
    }

    private Optional<SoundRequest> request(AgentSettings tenant, String text) {
        String voice = tenant.voiceId();
        return VoiceProvider.named(tenant.voiceProvider())
                .filter(provider -> accounts.of(provider).usable())
                .filter(provider -> playSimulated || !accounts.of(provider).simulated())
                .filter(provider -> voice != null && provider.canHave(voice))
                .map(provider -> SoundRequest.of(tenant, provider, voice, text));
    }

    private static String why(VoiceProvider provider, Throwable thrown) {
        return thrown == null || thrown instanceof TimeoutException
                ? "not in time"
                : ProviderFailures.of(provider, thrown).problem().code();
    }

    private static String name(Sentence sentence, SoundRequest request) {
        return request.key() + sentence.baseUrl();
    }

    private static TtsWish wish(Exchange exchange) {
        return exchange.getProperty(WISH, TtsWish.class);
    }
}
