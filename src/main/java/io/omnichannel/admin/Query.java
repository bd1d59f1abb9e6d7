package io.omnichannel.admin;

import io.omnichannel.platform.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands behind the question mark of an address. The servlet's own parameters are not asked for: they take in the
 * body of a form as well, which is then gone.
 */
final class Query {

    private Query() {}

    /**
     * Names and values, decoded, in order.
     *
     * @throws ProblemException 400 when something is not percent-encoded as it should be
     */
    static Map<String, List<String>> of(HttpServletRequest request) {
        String text = request.getQueryString();
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (text != null) {
            for (String pair : text.split("&")) {
                if (!pair.isEmpty()) {
                    String[] parts = pair.split("=", 2);
                    parameters
                            .computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
                            .add(parts.length > 1 ? decoded(parts[1]) : "");
                }
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new ProblemException(
                    400,
                    "Invalid request",
                    "The query cannot be decoded: a % begins two hexadecimal digits, and is itself written %25",
                    "invalid_request");
        }
    }
}
