package io.omnichannel.voices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.omnichannel.voices.Catalogue.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The catalogue as a list for somebody who looks for something. */
@Component
public class VoiceList {

    // Far less than a preview's address is good for.
    private static final Duration KEEP = Duration.ofMinutes(5);

    /**
     * An answer.
     *
     * @param voices JSON, made once for everybody who asks the same
     */
    public record Found(RawValue voices, int count, List<Status> providers) {}

    private record Question(long catalogue, VoiceQuery query, String baseUrl) {}

    private final VoiceCatalogue catalogue;
    private final Previews previews;
    private final ObjectMapper json;
    private final Cache<Question, Found> answers =
            Caffeine.newBuilder().maximumSize(256).expireAfterWrite(KEEP).build();

    VoiceList(VoiceCatalogue catalogue, Previews previews, ObjectMapper json) {
        this.catalogue = catalogue;
        this.previews = previews;
        this.json = json;
    }

    /** @param baseUrl where previews are listened to */
    public Found find(VoiceQuery query, String baseUrl) {
        List<VoiceProvider> asked = query.provider().map(List::of).orElseGet(catalogue::providers);
        Catalogue all = catalogue.of(asked);
        return answers.get(new Question(all.number(), query, baseUrl), question -> answer(all, asked, question));
    }

    /** One voice of a provider that cannot be asked for one; empty when it has none of this name. */
    public Optional<Voice> find(VoiceProvider provider, String voiceId) {
        return catalogue.of(List.of(provider)).find(provider, voiceId);
    }

    public Voice withPreview(Voice voice, String baseUrl) {
        return previews.withPreview(voice, baseUrl);
    }

    private Found answer(Catalogue all, List<VoiceProvider> asked, Question question) {
        List<Voice> voices = new ArrayList<>();
        for (VoiceProvider provider : asked) {
            voices.addAll(all.shelf(provider).voices());
        }
        List<Voice> found = question.query().in(voices).stream()
                .map(voice -> previews.withPreview(voice, question.baseUrl()))
                .toList();
        List<VoiceProvider> shown =
                question.query().provider().map(List::of).orElseGet(() -> List.of(VoiceProvider.values()));
        try {
            return new Found(new RawValue(json.writeValueAsString(found)), found.size(), all.statuses(shown));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
