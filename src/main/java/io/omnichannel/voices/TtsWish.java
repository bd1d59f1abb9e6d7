package io.omnichannel.voices;

import io.omnichannel.twilio.Sentence;
import io.omnichannel.twilio.Verb;

/**
 * A sentence on its way to a voice.
 *
 * @param request null when there is no own voice for it
 * @param verb null while it is open
 */
public record TtsWish(Sentence sentence, SoundRequest request, Verb verb) {

    static TtsWish said(Sentence sentence) {
        return new TtsWish(sentence, null, sentence.say());
    }

    TtsWish as(Verb found) {
        return new TtsWish(sentence, request, found);
    }

    /** Whether a provider may still be asked; named for the route. */
    public boolean isOpen() {
        return verb == null;
    }
}
