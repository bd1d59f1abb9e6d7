package io.omnichannel.voices;

import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.omnichannel.platform.ProblemException;
import io.omnichannel.voices.Catalogue.Shelf;
import io.omnichannel.voices.VoiceSources.Fetched;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The voices of all providers, kept for some minutes and fetched again before they grow old. Who fails keeps its last list,
 * marked stale. Thread-safe: many who ask at once cause one fetch.
 */
@Component
public class VoiceCatalogue {

    private static final String ALL = "all";
    /** So soon is a provider asked again that failed. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(15);

    private final VoiceAccounts accounts;
    private final VoiceSources sources;
    private final Map<VoiceProvider, List<Voice>> lastGood = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();
    private final AsyncLoadingCache<String, Catalogue> voices;
    private final AsyncLoadingCache<String, List<VoiceModel>> models;

    @Autowired
    VoiceCatalogue(
            VoiceAccounts accounts,
            VoiceSources sources,
            @Qualifier("voiceThreads") Executor voiceThreads,
            @Value("${omnichannel.voices.catalogue-for:10m}") Duration keepFor) {
        this(accounts, sources, voiceThreads, keepFor, Ticker.systemTicker());
    }

    VoiceCatalogue(
            VoiceAccounts accounts, VoiceSources sources, Executor voiceThreads, Duration keepFor, Ticker ticker) {
        this.accounts = accounts;
        this.sources = sources;
        Duration ahead = keepFor.multipliedBy(4).dividedBy(5);
        this.voices = Caffeine.newBuilder()
                .executor(voiceThreads)
                .ticker(ticker)
                .expireAfter(Expiry.<String, Catalogue>writing(
                        (key, catalogue) -> catalogue.complete() ? keepFor : shorter(keepFor, AFTER_FAILURE)))
                .refreshAfterWrite(ahead)
                .buildAsync(loader(this::fetch));
        this.models = Caffeine.newBuilder()
                .executor(voiceThreads)
                .ticker(ticker)
                .expireAfterWrite(keepFor)
                .refreshAfterWrite(ahead)
                .buildAsync(loader(() -> sources.models().stream()
                        .map(model -> simulated(VoiceProvider.ELEVENLABS) ? model.asSimulated() : model)
                        .toList()));
    }

    /**
     * The catalogue, from memory or fetched now.
     *
     * @throws ProblemException 503 when one of the providers has no key, 502 when none of them answered
     */
    public Catalogue of(Collection<VoiceProvider> providers) {
        providers.forEach(accounts::required);
        Catalogue catalogue = joined(voices.get(ALL));
        if (providers.stream().noneMatch(provider -> catalogue.shelf(provider).useful())) {
            throw failed(catalogue, providers);
        }
        return catalogue;
    }

    /** Every provider that has a key. */
    public List<VoiceProvider> providers() {
        return accounts.usable();
    }

    /**
     * What is in memory, even if it is old by now; a list that nobody has is fetched behind the caller's back. Never waits.
     */
    Optional<Catalogue> peek() {
        CompletableFuture<Catalogue> present = voices.getIfPresent(ALL);
        if (present == null && anyUsable()) {
            present = voices.get(ALL);
        }
        return present == null || !present.isDone() || present.isCompletedExceptionally()
                ? remembered()
                : Optional.of(present.join());
    }

    private Optional<Catalogue> remembered() {
        Map<VoiceProvider, Shelf> shelves = new EnumMap<>(VoiceProvider.class);
        lastGood.forEach((provider, kept) -> shelves.put(provider, new Shelf("stale", kept, null)));
        return shelves.isEmpty() ? Optional.empty() : Optional.of(new Catalogue(0, shelves));
    }

    /** @throws ProblemException 503 without an ElevenLabs key, 502 when it does not tell */
    public List<VoiceModel> models() {
        accounts.required(VoiceProvider.ELEVENLABS);
        return joined(models.get(ALL));
    }

    /** A voice that was asked for alone, marked when a double told of it. */
    public Voice marked(Voice voice) {
        return simulated(voice.provider()) ? voice.asSimulated() : voice;
    }

    /** The next question is asked of the providers; their last lists still stand in. */
    void expire() {
        voices.synchronous().invalidateAll();
        models.synchronous().invalidateAll();
    }

    /** As if nobody had ever asked. */
    void forget() {
        expire();
        lastGood.clear();
    }

    private Catalogue fetch() {
        Map<VoiceProvider, Shelf> shelves = new EnumMap<>(VoiceProvider.class);
        sources.voices(accounts.usable()).forEach((provider, fetched) -> shelves.put(provider, shelf(fetched)));
        return new Catalogue(number.incrementAndGet(), shelves);
    }

    private Shelf shelf(Fetched fetched) {
        VoiceProvider provider = fetched.provider();
        if (fetched.failure() == null) {
            List<Voice> found = simulated(provider)
                    ? fetched.voices().stream().map(Voice::asSimulated).toList()
                    : List.copyOf(fetched.voices());
            lastGood.put(provider, found);
            return new Shelf("ok", found, null);
        }
        List<Voice> kept = lastGood.get(provider);
        return kept == null
                ? new Shelf("failed", List.of(), fetched.failure())
                : new Shelf("stale", kept, fetched.failure());
    }

    private boolean simulated(VoiceProvider provider) {
        return accounts.of(provider).simulated();
    }

    private boolean anyUsable() {
        return List.of(VoiceProvider.values()).stream()
                .anyMatch(provider -> accounts.of(provider).usable());
    }

    private static ProblemException failed(Catalogue catalogue, Collection<VoiceProvider> providers) {
        if (providers.size() == 1) {
            VoiceProvider only = providers.iterator().next();
            return new ProblemException(catalogue.shelf(only).failure().problem());
        }
        return new ProblemException(
                502,
                "No voice provider answers",
                "All of "
                        + String.join(
                                ", ",
                                providers.stream().map(VoiceProvider::wireName).toList()) + " failed",
                "voice_providers_failed");
    }

    private interface Fetch<T> {
        T now();
    }

    private static <T> AsyncCacheLoader<String, T> loader(Fetch<T> fetch) {
        return (key, executor) -> CompletableFuture.supplyAsync(fetch::now, executor);
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException unexpected) {
                throw unexpected;
            }
            throw failed;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
