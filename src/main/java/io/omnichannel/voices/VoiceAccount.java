package io.omnichannel.voices;

import java.net.URI;

/**
 * How we are known to a provider.
 *
 * @param baseUrl where it is, without trailing slash
 * @param key empty when there is none; Amazon's credentials are its client's own, and this only says whether there are any
 * @param simulated whether a double of ours stands in
 */
public record VoiceAccount(VoiceProvider provider, URI baseUrl, String key, boolean simulated) {

    public boolean usable() {
        return !key.isEmpty();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "VoiceAccount[" + provider + (usable() ? "" : ", no key") + (simulated ? ", simulated]" : "]");
    }
}
