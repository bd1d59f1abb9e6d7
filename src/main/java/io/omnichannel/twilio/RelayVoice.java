package io.omnichannel.twilio;

/**
 * How the relay speaks and hears, in Twilio's names.
 *
 * @param ttsProvider {@code ElevenLabs}, {@code Amazon} or {@code Google}
 * @param voice the voice in that provider's form
 * @param language BCP 47
 * @param transcriptionProvider {@code Deepgram} or {@code Google}
 * @param speechModel the transcription's model, or empty for its default
 */
public record RelayVoice(
        String ttsProvider, String voice, String language, String transcriptionProvider, String speechModel) {}
