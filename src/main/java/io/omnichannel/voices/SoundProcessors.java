package io.omnichannel.voices;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps around a synthesis: nothing that was heard before is paid again. */
@Configuration(proxyBeanMethods = false)
class SoundProcessors {

    private static final String WANTED = "OmniSoundRequest";

    private final Sounds sounds;
    private final VoiceAccounts accounts;

    SoundProcessors(Sounds sounds, VoiceAccounts accounts) {
        this.sounds = sounds;
        this.accounts = accounts;
    }

    /** Body: a {@link SoundRequest} becomes a {@link FoundSound}. */
    @Bean
    Processor soundFinder() {
        return exchange -> {
            SoundRequest request = exchange.getMessage().getBody(SoundRequest.class);
            exchange.setProperty(WANTED, request);
            accounts.required(request.provider());
            Optional<Path> file = sounds.findOrClaim(request);
            exchange.getMessage().setBody(new FoundSound(request, file.orElse(null), null));
        };
    }

    /** Body: a {@link Sound} from the provider becomes a {@link FoundSound} that is written down while it is read. */
    @Bean
    Processor soundRecorder() {
        return exchange -> {
            SoundRequest request = exchange.getProperty(WANTED, SoundRequest.class);
            Sound sound = sounds.record(request, exchange.getMessage().getBody(Sound.class));
            exchange.getMessage().setBody(new FoundSound(request, null, sound));
        };
    }

    /** In a {@code doCatch}: whoever waits for the same sound may try, and the failure goes on. */
    @Bean
    Processor soundFailed() {
        return exchange -> {
            sounds.failed(exchange.getProperty(WANTED, SoundRequest.class));
            throw exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        };
    }
}
