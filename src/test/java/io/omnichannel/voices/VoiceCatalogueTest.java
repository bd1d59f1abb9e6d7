package io.omnichannel.voices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.omnichannel.platform.ProblemException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoiceCatalogueTest {

    private static final List<VoiceProvider> GOOGLE = List.of(VoiceProvider.GOOGLE);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger working = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private final Slow sources = new Slow();
    private final VoiceCatalogue catalogue =
            new VoiceCatalogue(accounts("key"), sources, this::work, Duration.ofMinutes(10), nanos::get);

    @AfterEach
    void stop() {
        sources.gate.countDown();
        settle();
        threads.shutdownNow();
    }

    @Test
    void fetchesBehindEverybodysBackBeforeTheListIsOld() {
        sources.gate.countDown();
        long first = catalogue.of(GOOGLE).number();
        sources.gate = new CountDownLatch(1);

        pass(Duration.ofMinutes(7));
        assertThat(catalogue.of(GOOGLE).number()).isEqualTo(first);
        assertThat(sources.asked).hasValue(1);

        pass(Duration.ofSeconds(90));
        assertThat(catalogue.of(GOOGLE).number())
                .as("the old list, while the new one is on its way")
                .isEqualTo(first);
        await().until(() -> sources.asked.get() == 2);
        assertThat(catalogue.of(GOOGLE).number()).isEqualTo(first);

        sources.gate.countDown();
        await().until(() -> catalogue.of(GOOGLE).number() > first);
        assertThat(sources.asked).hasValue(2);
    }

    @Test
    void asksAgainWhenNobodyAskedInTime() {
        sources.gate.countDown();
        long first = catalogue.of(GOOGLE).number();

        pass(Duration.ofMinutes(11));

        assertThat(catalogue.of(GOOGLE).number()).isGreaterThan(first);
    }

    @Test
    void asksAProviderThatFailedAgainSoon() {
        sources.gate.countDown();
        sources.failing = true;
        assertThatThrownBy(() -> catalogue.of(GOOGLE)).isInstanceOf(ProblemException.class);
        sources.failing = false;

        pass(Duration.ofSeconds(16));

        assertThat(catalogue.of(GOOGLE).number()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"ELEVENLABS, ELEVENLABS_API_KEY", "AMAZON, AWS_REGION", "GOOGLE, GOOGLE_CLOUD_TTS_API_KEY"})
    void namesTheVariableOfAProviderWithoutAKey(VoiceProvider provider, String variable) {
        assertThatThrownBy(() -> accounts("").required(provider))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().status()).isEqualTo(503);
                    assertThat(refused.problem().code()).isEqualTo("voice_provider_no_key");
                    assertThat(refused.problem().detail()).contains(variable);
                });
    }

    private void work(Runnable task) {
        working.incrementAndGet();
        threads.execute(() -> {
            try {
                task.run();
            } finally {
                working.decrementAndGet();
            }
        });
    }

    private void pass(Duration time) {
        settle();
        nanos.addAndGet(time.toNanos());
    }

    // A list is handed out just before the cache notes when it came: a clock moved in between would make it look new.
    private void settle() {
        await().pollInterval(Duration.ofMillis(1)).until(() -> working.get() == 0);
    }

    private static VoiceAccounts accounts(String key) {
        return new VoiceAccounts(List.of(VoiceProvider.values()).stream()
                .map(provider -> new VoiceAccount(provider, URI.create("http://127.0.0.1"), key, false))
                .toList());
    }

    /** Providers that answer when the gate is open. */
    private static final class Slow implements VoiceSources {

        private final AtomicInteger asked = new AtomicInteger();
        private volatile CountDownLatch gate = new CountDownLatch(1);
        private volatile boolean failing;

        @Override
        public Map<VoiceProvider, Fetched> voices(Collection<VoiceProvider> providers) {
            asked.incrementAndGet();
            try {
                gate.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            Map<VoiceProvider, Fetched> answers = new EnumMap<>(VoiceProvider.class);
            for (VoiceProvider provider : providers) {
                ProviderFailure failure = failing ? new ProviderFailure(provider, FailureCategory.SERVER) : null;
                answers.put(provider, new Fetched(provider, List.of(), failure));
            }
            return answers;
        }

        @Override
        public List<VoiceModel> models() {
            return List.of();
        }
    }
}
