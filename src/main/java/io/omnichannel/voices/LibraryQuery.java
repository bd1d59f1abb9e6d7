package io.omnichannel.voices;

import java.util.Locale;
import java.util.Optional;

/**
 * A search of ElevenLabs' public library.
 *
 * @param page counted from 0
 * @param limit 1 to 100 voices a page
 */
public record LibraryQuery(
        Optional<Locale> language, Optional<String> gender, Optional<String> search, int page, int limit) {}
