package io.omnichannel.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.agent.AgentSettings.Llm;
import io.omnichannel.agent.settings.SettingsWarning;
import io.omnichannel.platform.net.GuardedTunnel.Resolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Whether saving a configuration says that its model will not be asked. */
class ModelAddressCheckTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(20);

    @ParameterizedTest
    @CsvSource({
        "https://public.example.com/v1, false",
        "https://inside.example.com/v1, true",
        "https://half.example.com/v1, true",
        "https://metadata.example.com/v1, true",
        "https://nobody.example.com/v1, false",
        "https://inside.example.com:8443/v1, false"
    })
    void looksWhereANameLeads(String address, boolean refused) {
        assertThat(check(ModelAddressCheckTest::resolve, LONG, address))
                .extracting(SettingsWarning::code)
                .isEqualTo(refused ? List.of("llm_address_refused") : List.of());
    }

    @Test
    void saysNothingWhenTheNameServerIsSilent() {
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger looking = new AtomicInteger();
        Resolver silent = host -> {
            looking.incrementAndGet();
            await().forever().until(() -> answer.getCount() == 0);
            looking.decrementAndGet();
            return new InetAddress[] {InetAddress.getByName("10.0.0.1")};
        };
        ModelAddressCheck check = checking(silent, SHORT);
        List<SettingsWarning> warnings = new ArrayList<>();

        for (int i = 0; i < 20; i++) {
            warnings.addAll(check.check(ModelHouse.settings(
                    fields -> fields.putPOJO("llm", new Llm("https://silent.example.com/v1", "own")))));
        }

        assertThat(warnings).isEmpty();
        assertThat(looking).hasValueLessThanOrEqualTo(8);
        answer.countDown();
        await().until(() -> looking.get() == 0);
    }

    private static List<SettingsWarning> check(Resolver resolver, Duration patience, String address) {
        return checking(resolver, patience)
                .check(ModelHouse.settings(fields -> fields.putPOJO("llm", new Llm(address, "own"))));
    }

    private static ModelAddressCheck checking(Resolver resolver, Duration patience) {
        ModelSettings settings = new Binder(new MapConfigurationPropertySource(
                        Map.of("omnichannel.llm-allowed-base-urls", "https://inside.example.com:8443")))
                .bindOrCreate("omnichannel", ModelSettings.class);
        return new ModelAddressCheck(new ModelChoice(settings, null), new NameLookup(resolver, patience));
    }

    private static InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress open = InetAddress.getByName("9.9.9.9");
        return switch (host) {
            case "public.example.com" -> new InetAddress[] {open};
            case "inside.example.com" -> new InetAddress[] {InetAddress.getByName("10.1.2.3")};
            case "half.example.com" -> new InetAddress[] {open, InetAddress.getByName("fd00::1")};
            case "metadata.example.com" -> new InetAddress[] {InetAddress.getByName("169.254.169.254")};
            default -> throw new UnknownHostException(host);
        };
    }
}
