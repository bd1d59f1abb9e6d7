package io.omnichannel.platform;

import java.util.List;

/** The paths that are ours; every other path belongs to somebody else and is 404. */
public final class ModulePaths {

    public static final String ADMIN = "/api/v1/omnichannel";
    public static final String WEBHOOKS = "/webhooks/omnichannel";
    public static final String CONSOLE = "/omnichannel";

    private static final List<String> PREFIXES = List.of(ADMIN, WEBHOOKS, CONSOLE);

    private ModulePaths() {}

    /** @param path the raw path of a request, without query */
    public static boolean isOurs(String path) {
        return PREFIXES.stream()
                .anyMatch(prefix -> path.startsWith(prefix)
                        && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/'));
    }
}
