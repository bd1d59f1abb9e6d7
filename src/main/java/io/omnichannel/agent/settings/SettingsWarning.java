package io.omnichannel.agent.settings;

/**
 * Something that a configuration says and that is stored all the same.
 *
 * @param code machine-readable, {@code voice_unchecked} for one
 * @param field its path
 */
public record SettingsWarning(String code, String field, String message) {}
