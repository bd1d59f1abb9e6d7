package io.omnichannel.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An answer as a page gives it. {@code …} stands for any text; as the last element of a JSON array for more elements, as
 * the name of a member for more members.
 *
 * @param language of the block: {@code json}, {@code xml}, {@code http} or {@code text}
 */
record Answer(String language, String documented) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANY = "…";

    /** What is different in what came, or nothing. */
    Optional<String> differs(String came) {
        return switch (language) {
            case "json" -> json(came);
            case "xml" -> text(withoutLayout(documented), withoutLayout(came));
            default ->
                text(documented.strip(), came.replaceAll("[ \r]+(?=\n)", "").strip());
        };
    }

    private static Optional<String> text(String documented, String came) {
        return matches(documented, came)
                ? Optional.empty()
                : Optional.of("documented:\n" + documented + "\ncame:\n" + came);
    }

    private Optional<String> json(String came) {
        List<String> found = new ArrayList<>();
        try {
            compare("", JSON.readTree(documented), JSON.readTree(came), found);
        } catch (JsonProcessingException unreadable) {
            found.add("not JSON: " + unreadable.getOriginalMessage());
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", found) + "\ncame:\n" + came);
    }

    private static void compare(String at, JsonNode documented, JsonNode came, List<String> found) {
        if (documented.isObject() && came.isObject()) {
            members(at, documented, came, found);
        } else if (documented.isArray() && came.isArray()) {
            elements(at, documented, came, found);
        } else if (!(documented.isTextual() && matches(documented.asText(), came.asText()))
                && !documented.equals(came)
                && !documented.asText().equals(ANY)) {
            found.add(at + " is " + came + ", documented " + documented);
        }
    }

    private static void members(String at, JsonNode documented, JsonNode came, List<String> found) {
        documented.properties().forEach(member -> {
            String name = at + "/" + member.getKey();
            if (came.has(member.getKey())) {
                compare(name, member.getValue(), came.get(member.getKey()), found);
            } else if (!member.getKey().equals(ANY)) {
                found.add(name + " did not come");
            }
        });
        if (!documented.has(ANY)) {
            came.fieldNames().forEachRemaining(name -> {
                if (!documented.has(name)) {
                    found.add(at + "/" + name + " is not documented");
                }
            });
        }
    }

    private static void elements(String at, JsonNode documented, JsonNode came, List<String> found) {
        int count = documented.size();
        boolean more = count > 0 && documented.get(count - 1).asText().equals(ANY);
        int named = more ? count - 1 : count;
        if (came.size() < named || !more && came.size() > named) {
            found.add(at + " has " + came.size() + " elements, documented " + named + (more ? " or more" : ""));
        }
        for (int i = 0; i < Math.min(named, came.size()); i++) {
            compare(at + "/" + i, documented.get(i), came.get(i), found);
        }
    }

    private static boolean matches(String documented, String came) {
        String pattern =
                Arrays.stream(documented.split(ANY, -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(came).matches();
    }

    private static String withoutLayout(String xml) {
        return xml.strip().replaceAll("\\s+", " ").replace("> <", "><");
    }
}
