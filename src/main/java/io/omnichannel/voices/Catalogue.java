package io.omnichannel.voices;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all providers together have, at one moment. Immutable. */
public record Catalogue(long number, Map<VoiceProvider, Shelf> shelves) {

    /**
     * One provider's voices.
     *
     * @param status {@code ok}, {@code stale} when an older list stands in, {@code failed}, {@code no_key}
     * @param failure why it is stale or failed, else null
     */
    public record Shelf(String status, List<Voice> voices, ProviderFailure failure) {
        static final Shelf NO_KEY = new Shelf("no_key", List.of(), null);

        boolean useful() {
            return status.equals("ok") || status.equals("stale");
        }
    }

    /** How a provider did, for the answer's {@code providers}. */
    public record Status(VoiceProvider name, String status, @JsonInclude(JsonInclude.Include.NON_NULL) String code) {}

    public Catalogue {
        shelves = Map.copyOf(shelves);
    }

    Shelf shelf(VoiceProvider provider) {
        return shelves.getOrDefault(provider, Shelf.NO_KEY);
    }

    Optional<Voice> find(VoiceProvider provider, String voiceId) {
        return shelf(provider).voices().stream()
                .filter(voice -> voice.voiceId().equals(voiceId))
                .findFirst();
    }

    /** Whether everybody that was asked answered. */
    boolean complete() {
        return shelves.values().stream().noneMatch(shelf -> shelf.failure() != null);
    }

    List<Status> statuses(Collection<VoiceProvider> asked) {
        return asked.stream()
                .map(provider -> {
                    Shelf shelf = shelf(provider);
                    String code = shelf.failure() == null
                            ? null
                            : shelf.failure().problem().code();
                    return new Status(provider, shelf.status(), code);
                })
                .toList();
    }
}
