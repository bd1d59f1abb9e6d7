package io.omnichannel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.AgentSettings.Transcription;
import io.omnichannel.agent.AgentSettings.VoiceSettings;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoiceNamesTest {

    private final Locale usual = Locale.getDefault();

    @BeforeEach
    void writesDecimalCommasByDefault() {
        Locale.setDefault(Locale.FRANCE);
    }

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(usual);
    }

    @ParameterizedTest
    @CsvSource({
        "elevenlabs, pNInz6obpgDQGcFmaJgB, fr-FR, ElevenLabs, pNInz6obpgDQGcFmaJgB-flash_v2_5",
        "elevenlabs, , fr-FR, ElevenLabs, UgBBYS2sOqTuMpoF3BR0-flash_v2_5",
        "elevenlabs, , en-GB, ElevenLabs, UgBBYS2sOqTuMpoF3BR0-flash_v2_5",
        "elevenlabs, , de-DE, ElevenLabs, UgBBYS2sOqTuMpoF3BR0-flash_v2_5",
        "amazon, Remi-Generative, fr-FR, Amazon, Remi-Generative",
        "amazon, Lea-Standard, fr-FR, Amazon, Lea",
        "amazon, , fr-CA, Amazon, Lea-Neural",
        "amazon, , en-US, Amazon, Joanna-Neural",
        "google, fr-FR-Wavenet-A, fr-FR, Google, fr-FR-Wavenet-A",
        "google, , fr-FR, Google, fr-FR-Neural2-F",
        "google, , en-US, Google, en-US-Journey-O",
        "google, ' ', en-US, Google, en-US-Journey-O",
    })
    void namesTheVoiceAsTheRelayWantsIt(String provider, String id, String language, String ttsProvider, String voice) {
        RelayVoice named = VoiceNames.relay(settings(provider, id, language, null, null));

        assertThat(named).isEqualTo(new RelayVoice(ttsProvider, voice, language, "Deepgram", ""));
    }

    @ParameterizedTest
    @CsvSource({
        ", , , , flash_v2_5",
        "eleven_turbo_v2_5, , , , turbo_v2_5",
        "flash_v2, , , , flash_v2",
        "'', , , , flash_v2_5",
        "eleven_flash_v2_5, 0.5, 0.75, 1.0, flash_v2_5-1.00_0.50_0.75",
        ", 0.3, , , flash_v2_5-1.00_0.30_0.75",
        ", , 0.9, , flash_v2_5-1.00_0.50_0.90",
        ", , , 1.2, flash_v2_5-1.20_0.50_0.75",
        ", 0, 1, 0.7, flash_v2_5-0.70_0.00_1.00",
    })
    void givesElevenLabsAModelAndAllThreeNumbersOrNone(
            String model, Double stability, Double similarity, Double speed, String suffix) {
        VoiceSettings voice = new VoiceSettings(stability, similarity, speed, model, 0.4, true);

        assertThat(VoiceNames.relay(settings("elevenlabs", "ID", "fr-FR", voice, null))
                        .voice())
                .isEqualTo("ID-" + suffix);
    }

    @Test
    void doesNotGiveElevenLabsNumbersToAnotherProvider() {
        VoiceSettings voice = new VoiceSettings(0.5, 0.5, 1.0, "eleven_flash_v2_5", null, null);

        assertThat(VoiceNames.relay(settings("amazon", "Lea-Neural", "fr-FR", voice, null))
                        .voice())
                .isEqualTo("Lea-Neural");
    }

    @ParameterizedTest
    @CsvSource({
        "Google, telephony, Google, telephony",
        "google, , Google, ''",
        "Deepgram, nova-3-general, Deepgram, nova-3-general"
    })
    void namesTheTranscriptionAndItsModelOnlyWhenThereIsOne(
            String provider, String model, String transcriptionProvider, String speechModel) {
        RelayVoice voice =
                VoiceNames.relay(settings("amazon", "Lea-Neural", "fr-FR", null, new Transcription(provider, model)));

        assertThat(voice.transcriptionProvider()).isEqualTo(transcriptionProvider);
        assertThat(voice.speechModel()).isEqualTo(speechModel);
    }

    @ParameterizedTest
    @CsvSource({
        "amazon, Lea-Generative, fr-FR, Polly.Lea-Generative",
        "amazon, Mathieu, fr-FR, Polly.Mathieu",
        "amazon, Lea-Standard, fr-FR, Polly.Lea",
        "amazon, , en-US, Polly.Joanna-Neural",
        "google, fr-FR-Wavenet-A, fr-FR, Google.fr-FR-Wavenet-A",
        "google, en-US-Journey-O, en-US, Polly.Joanna-Neural",
        "google, , fr-FR, Polly.Lea-Neural",
        "elevenlabs, pNInz6obpgDQGcFmaJgB, fr-FR, Polly.Lea-Neural",
        "elevenlabs, pNInz6obpgDQGcFmaJgB, fr-CA, Polly.Gabrielle-Neural",
        "elevenlabs, pNInz6obpgDQGcFmaJgB, fr-BE, Polly.Isabelle-Neural",
        "elevenlabs, pNInz6obpgDQGcFmaJgB, en-GB, Polly.Amy-Neural",
        "elevenlabs, pNInz6obpgDQGcFmaJgB, de-DE, Polly.Vicki-Neural",
        "elevenlabs, pNInz6obpgDQGcFmaJgB, xx-XX, ''",
    })
    void findsTheNearestVoiceOutsideTheRelay(String provider, String id, String language, String voice) {
        assertThat(VoiceNames.say(settings(provider, id, language, null, null)))
                .isEqualTo(new SayVoice(voice, language));
    }

    @Test
    void speaksForNobodyInParticularToo() {
        assertThat(VoiceNames.say(Locale.FRANCE).say("Bonjour"))
                .isEqualTo(new Verb.Say("Bonjour", "Polly.Lea-Neural", "fr-FR"));
    }

    private static AgentSettings settings(
            String provider, String id, String language, VoiceSettings voice, Transcription transcription) {
        return new AgentSettings(
                "Sara",
                "professional",
                "multi_purpose",
                null,
                provider,
                id,
                language,
                voice,
                "",
                "",
                "",
                null,
                null,
                1800,
                true,
                false,
                true,
                transcription,
                null,
                "FR",
                null,
                null,
                null,
                null,
                null,
                null,
                395);
    }
}
