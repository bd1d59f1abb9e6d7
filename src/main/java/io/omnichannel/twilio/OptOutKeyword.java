package io.omnichannel.twilio;

import io.omnichannel.conversation.Channel;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A message that is nothing but the wish to be left alone, written to again, or told how. Only a whole message counts, a
 * "please" aside: "stop calling at noon" is a sentence, and a sentence is the agent's.
 *
 * @param language of the word; empty where both languages have it
 * @param answeredByTwilio whether Twilio has already told the customer, so that we must not
 */
public record OptOutKeyword(Wish wish, String language, boolean answeredByTwilio) {

    /** What the customer wants. */
    public enum Wish {
        STOP,
        START,
        HELP
    }

    private record Keyword(Wish wish, String language) {}

    private static final Map<String, Keyword> KEYWORDS = keywords();

    /** What Twilio answers itself on a long code, as whole messages in any case: the keywords of its default opt-out. */
    private static final Set<String> TWILIOS_OWN = Set.of(
            "STOP",
            "STOPALL",
            "UNSUBSCRIBE",
            "CANCEL",
            "END",
            "QUIT",
            "REVOKE",
            "OPTOUT",
            "START",
            "UNSTOP",
            "HELP",
            "INFO");

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    // Whether Twilio looks past an empty line is not written anywhere; one confirmation too many is refused by it, none
    // is nobody's.
    private static final Pattern SPACES = Pattern.compile("^ +| +$");
    // "arrêté" tells of something; only "arrête" asks for it, and without accents both are one word.
    private static final Pattern PARTICIPLE = Pattern.compile("[éÉ]\\P{L}*$");
    // "Cancel please" and "help please" answer the agent; these can only be meant for us.
    private static final Pattern POLITE =
            Pattern.compile("(STOP|UNSUBSCRIBE|OPT ?OUT|ARRET|DESABONN|DESINSCRI|SE DES|ME DES).*");
    private static final Pattern COURTESY =
            Pattern.compile("\\b(SVP|STP|SIL VOUS PLAIT|S IL (VOUS|TE) PLAIT|MERCI( D AVANCE)?"
                    + "|PLEASE|PLS|PLZ|THANKS|THANK YOU|THX)\\b ?");
    private static final Pattern APART = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int LONGEST = 64;

    /** What the message wishes; what Twilio's Advanced Opt-Out has found in it counts before our own reading. */
    public static Optional<OptOutKeyword> in(InboundText text) {
        return in(text.body(), text.channel(), text.optOutType());
    }

    /** @param optOutType {@code STOP}, {@code START}, {@code HELP} or empty */
    public static Optional<OptOutKeyword> in(String body, Channel channel, String optOutType) {
        Optional<Keyword> keyword = keyword(body);
        if (!optOutType.isEmpty()) {
            Wish wish = Wish.valueOf(optOutType);
            String language = keyword.map(Keyword::language).orElse("");
            return Optional.of(new OptOutKeyword(wish, language, true));
        }
        boolean answered = channel == Channel.SMS
                && TWILIOS_OWN.contains(SPACES.matcher(body).replaceAll("").toUpperCase(Locale.ROOT));
        return keyword.map(found -> new OptOutKeyword(found.wish, found.language, answered));
    }

    private static Optional<Keyword> keyword(String body) {
        if (body.length() > LONGEST
                || PARTICIPLE
                        .matcher(Normalizer.normalize(body, Normalizer.Form.NFC))
                        .find()) {
            return Optional.empty();
        }
        String bare = ACCENTS.matcher(Normalizer.normalize(body, Normalizer.Form.NFKD))
                .replaceAll("");
        List<String> words = APART.splitAsStream(bare.toUpperCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
        // "STOP STOP STOP" is one wish, said with emphasis.
        List<String> once = words.stream().distinct().toList();
        String said = String.join(" ", once.size() == 1 ? once : words);
        return Optional.ofNullable(KEYWORDS.get(said))
                .or(() -> Optional.of(COURTESY.matcher(said).replaceAll("").strip())
                        .filter(rest -> POLITE.matcher(rest).matches())
                        .map(KEYWORDS::get));
    }

    private static Map<String, Keyword> keywords() {
        Map<String, Keyword> table = new HashMap<>();
        put(table, Wish.STOP, "", "STOP", "STOP SMS", "STOP ALL", "STOPALL", "STOP WHATSAPP");
        put(table, Wish.STOP, "en", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "OPT OUT");
        put(table, Wish.STOP, "fr", "ARRET", "ARRETER", "ARRETE", "ARRETEZ", "ARRET SMS", "STOP PUB");
        put(table, Wish.STOP, "fr", "DESABONNER", "DESABONNEMENT", "SE DESABONNER", "ME DESABONNER");
        put(table, Wish.STOP, "fr", "DESINSCRIRE", "DESINSCRIPTION", "SE DESINSCRIRE", "ME DESINSCRIRE");
        put(table, Wish.START, "en", "START", "UNSTOP");
        put(table, Wish.START, "fr", "REPRENDRE");
        put(table, Wish.HELP, "en", "HELP");
        put(table, Wish.HELP, "fr", "AIDE");
        put(table, Wish.HELP, "", "INFO");
        return Map.copyOf(table);
    }

    private static void put(Map<String, Keyword> table, Wish wish, String language, String... spellings) {
        for (String spelling : spellings) {
            table.put(spelling, new Keyword(wish, language));
        }
    }
}
