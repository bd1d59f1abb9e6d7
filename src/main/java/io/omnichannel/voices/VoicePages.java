package io.omnichannel.voices;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pages of one list, put together. For one exchange. */
public final class VoicePages {

    // A provider that always promises more must not keep us for ever.
    private static final int MOST = 100;

    private final Map<String, Voice> voices = new LinkedHashMap<>();
    private String next = "";
    private int read;

    void add(List<Voice> page, String next) {
        page.forEach(voice -> voices.putIfAbsent(voice.voiceId(), voice));
        read++;
        this.next = next.equals(this.next) || read == MOST ? "" : next;
    }

    /** Whether there is a page to be asked for; named for the route. */
    public boolean isMore() {
        return read == 0 || !next.isEmpty();
    }

    String next() {
        return next;
    }

    List<Voice> voices() {
        return List.copyOf(voices.values());
    }
}
