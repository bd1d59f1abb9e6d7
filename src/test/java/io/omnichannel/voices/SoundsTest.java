package io.omnichannel.voices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

class SoundsTest {

    @TempDir
    Path data;

    @Test
    @Timeout(5)
    void letsASoundBeHeardToItsEndThoughItsFolderIsRemovedMeanwhile() throws Exception {
        Sounds sounds = new Sounds(new SoundStore(
                data, DataSize.ofBytes(1000), new StaticListableBeanFactory().getBeanProvider(java.time.Clock.class)));
        SoundRequest request = SoundRequest.of(VoiceProvider.AMAZON, "Lea-Neural", null, "fr-FR", "Bonjour");
        assertThat(sounds.findOrClaim(request)).isEmpty();

        Sound sound = sounds.record(request, new Sound(Sound.MP3, new ByteArrayInputStream(new byte[] {1, 2, 3})));
        FileSystemUtils.deleteRecursively(data.resolve("sounds"));
        try (InputStream heard = sound.bytes()) {
            assertThat(heard.readAllBytes()).containsExactly(1, 2, 3);
        }

        assertThat(sounds.findOrClaim(request)).as("nobody is waited for").isEqualTo(Optional.empty());
    }
}
