package io.omnichannel.twilio;

/** A voice of {@code <Say>}; an empty name is Twilio's own voice for the language (BCP 47). */
public record SayVoice(String voice, String language) {

    public Verb.Say say(String text) {
        return new Verb.Say(text, voice, language);
    }
}
