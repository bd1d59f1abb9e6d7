package io.omnichannel.voices;

import java.nio.file.Path;

/**
 * What became of a wish to hear something: it is here, it comes, or somebody has to ask for it.
 *
 * @param file the whole sound on disk, or null
 * @param coming the sound on its way from the provider, or null
 */
public record FoundSound(SoundRequest request, Path file, Sound coming) {

    /** Whether the provider has to be asked; named for the route. */
    public boolean isMissing() {
        return file == null && coming == null;
    }
}
