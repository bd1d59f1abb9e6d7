package io.omnichannel.voices;

import java.util.List;

/** One page of ElevenLabs' public library. */
public record LibraryPage(List<Voice> voices, boolean more) {}
