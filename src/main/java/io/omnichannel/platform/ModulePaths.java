package io.omnichannel.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** The paths that are ours; every other path belongs to somebody else and is 404. */
public final class ModulePaths {

    public static final String ADMIN = "/api/v1/omnichannel";
    public static final String WEBHOOKS = "/webhooks/omnichannel";
    public static final String CONSOLE = "/omnichannel";

    private static final List<String> PREFIXES = List.of(ADMIN, WEBHOOKS, CONSOLE);

    private ModulePaths() {}

    /** The decoded path of a request, as the routes judge it: {@code %61pi} must not pass by. */
    public static String of(HttpServletRequest request) {
        String inside = request.getPathInfo();
        return request.getServletPath() + (inside == null ? "" : inside);
    }

    public static boolean isOurs(HttpServletRequest request) {
        return isOurs(of(request));
    }

    /** @param path of a request, without query */
    public static boolean isOurs(String path) {
        return PREFIXES.stream()
                .anyMatch(prefix -> path.startsWith(prefix)
                        && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/'));
    }
}
