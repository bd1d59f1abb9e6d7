package io.omnichannel.voices;

import io.omnichannel.platform.ProblemException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Our accounts with the three providers. Immutable. */
public final class VoiceAccounts {

    private final Map<VoiceProvider, VoiceAccount> accounts;

    VoiceAccounts(List<VoiceAccount> accounts) {
        this.accounts = new EnumMap<>(VoiceProvider.class);
        accounts.forEach(account -> this.accounts.put(account.provider(), account));
    }

    public VoiceAccount of(VoiceProvider provider) {
        return accounts.get(provider);
    }

    /** @throws ProblemException 503 that names the variable, when there is no key */
    public VoiceAccount required(VoiceProvider provider) {
        VoiceAccount account = of(provider);
        if (!account.usable()) {
            throw noKey(provider.variable());
        }
        return account;
    }

    /** The providers that have a key, never none. */
    List<VoiceProvider> usable() {
        List<VoiceProvider> usable = Arrays.stream(VoiceProvider.values())
                .filter(provider -> of(provider).usable())
                .toList();
        if (usable.isEmpty()) {
            throw noKey("ELEVENLABS_API_KEY, GOOGLE_CLOUD_TTS_API_KEY or AWS_REGION with AWS credentials");
        }
        return usable;
    }

    private static ProblemException noKey(String variables) {
        return new ProblemException(
                503, "No voice provider is set up", "Set " + variables + " to use its voices", "voice_provider_no_key");
    }
}
