package io.omnichannel.admin;

import io.omnichannel.platform.json.InputErrors;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/** Where a page ended, opaque to whoever pages: the sort key of its last row. */
final class Cursor {

    private static final int LONGEST = 500;

    private Cursor() {}

    static String of(Object... key) {
        StringBuilder text = new StringBuilder();
        for (Object part : key) {
            text.append(text.isEmpty() ? "" : "|").append(part);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads the parameter {@code after}.
     *
     * @param key makes a sort key of its parts and throws when they are none
     */
    static <T> Optional<T> after(AdminRequest request, Function<String[], T> key, InputErrors errors) {
        return request.parameter("after").flatMap(cursor -> {
            try {
                byte[] text = Base64.getUrlDecoder().decode(cursor.substring(0, Math.min(LONGEST, cursor.length())));
                return Optional.of(key.apply(new String(text, StandardCharsets.UTF_8).split("\\|")));
            } catch (RuntimeException forged) {
                errors.add("after", "is not a cursor of this list", "invalid_cursor");
                return Optional.empty();
            }
        });
    }

    /** Reads the parameter {@code limit}, 1 to 100. */
    static int limit(AdminRequest request, int otherwise, InputErrors errors) {
        Optional<String> given = request.parameter("limit");
        if (given.isPresent() && !given.get().matches("[1-9][0-9]?|100")) {
            errors.add("limit", "must be a number from 1 to 100");
            return otherwise;
        }
        return given.map(Integer::parseInt).orElse(otherwise);
    }
}
