package io.omnichannel.agent;

import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A mail address as people say it: "marie point dupont arobase exemple point fr", "j o e at example dot com", half of it
 * written already by the recognition.
 */
public final class SpokenMail {

    /** The sign in any of its words; most sentences have none, and are done with. */
    private static final Pattern SIGN = Pattern.compile("(?iu)[@\uff20]|\\barr?oba|\\bcommercial|\\bat\\b");

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern TOKENS = Pattern.compile("[\\s,;:!?\"()]+");
    private static final Pattern WORD = Pattern.compile("[a-z0-9](?:[a-z0-9._+-]*[a-z0-9])?");
    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.[a-z]{2,24}");

    private static final Set<String> AT = Set.of("@", "arobase", "arrobase", "arobas", "arobaze");
    private static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry("point", "."),
            Map.entry("dot", "."),
            Map.entry("tiret", "-"),
            Map.entry("dash", "-"),
            Map.entry("hyphen", "-"),
            Map.entry("moins", "-"),
            Map.entry("underscore", "_"),
            Map.entry("souligne", "_"),
            Map.entry("plus", "+"));

    private SpokenMail() {}

    /** The first address in the words, in lower case; empty when there is none. */
    public static Optional<String> in(String words) {
        if (!SIGN.matcher(words).find()) {
            return Optional.empty();
        }
        List<String> tokens = tokens(words);
        for (int at = 1; at + 1 < tokens.size(); at++) {
            boolean certain = AT.contains(tokens.get(at));
            if (!certain && !tokens.get(at).equals("at")) {
                continue;
            }
            String local = before(tokens, at);
            String domain = after(tokens, at);
            // "At" is a word like any other; only with a domain behind it it is the sign.
            if (!local.isEmpty() && DOMAIN.matcher(domain).matches()) {
                return Optional.of(local + "@" + domain);
            }
        }
        return Optional.empty();
    }

    private static List<String> tokens(String words) {
        String bare = ACCENTS.matcher(Normalizer.normalize(words, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("tiret du bas", "underscore")
                .replace("tiret bas", "underscore")
                .replace("tiret du 8", "underscore")
                .replace("tiret du huit", "underscore")
                .replace("a commercial", "arobase")
                .replace("at sign", "arobase")
                .replace("@", " @ ")
                .replace('\u2019', '\'');
        return Stream.of(TOKENS.split(bare))
                .map(token -> token.replaceAll("^.*'(?:\\w$)?|[.']+$|^\\.+", ""))
                .filter(token -> !token.isEmpty())
                .toList();
    }

    private static String before(List<String> tokens, int at) {
        Deque<String> parts = new ArrayDeque<>();
        boolean wordWanted = true;
        for (int i = at - 1; i >= 0; i--) {
            String token = tokens.get(i);
            boolean sign = SIGNS.containsKey(token);
            if (sign && !wordWanted) {
                parts.addFirst(SIGNS.get(token));
                wordWanted = true;
            } else if (!sign && WORD.matcher(token).matches() && (wordWanted || spelled(token, tokens.get(i + 1)))) {
                parts.addFirst(token);
                wordWanted = false;
            } else {
                break;
            }
        }
        // A sign that nothing stands before belongs to the sentence.
        return String.join("", parts).replaceFirst("^[.+_-]+", "");
    }

    private static String after(List<String> tokens, int at) {
        StringBuilder domain = new StringBuilder();
        boolean wordWanted = true;
        for (int i = at + 1; i < tokens.size(); i++) {
            String token = tokens.get(i);
            boolean sign = SIGNS.containsKey(token);
            if (sign && !wordWanted) {
                domain.append(SIGNS.get(token));
                wordWanted = true;
            } else if (!sign && WORD.matcher(token).matches() && (wordWanted || spelled(token, tokens.get(i - 1)))) {
                domain.append(token);
                wordWanted = false;
            } else {
                break;
            }
        }
        return domain.toString().replaceFirst("[.+_-]+$", "");
    }

    /** Letter by letter. */
    private static boolean spelled(String token, String neighbour) {
        return token.length() == 1 && neighbour.length() == 1;
    }
}
