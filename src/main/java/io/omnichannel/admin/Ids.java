package io.omnichannel.admin;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids in addresses: plain text to the caller, UUIDs to us. */
final class Ids {

    // UUID.fromString takes shorter groups, too.
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");

    private Ids() {}

    /** Empty for anything that cannot be an id of ours. */
    static Optional<UUID> parse(String text) {
        return Optional.ofNullable(text)
                .filter(id -> UUID_TEXT.matcher(id).matches())
                .map(UUID::fromString);
    }
}
