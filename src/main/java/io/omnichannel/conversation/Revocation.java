package io.omnichannel.conversation;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The wish to be left alone in a sentence of one's own, "please don't text me again": no keyword, so it is for a human to
 * judge, and nothing is sent until one has. French and English.
 */
public final class Revocation {

    private static final int LONGEST = 500;
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    private static final String END_EN =
            "(?: (?:again|anymore|any more|any longer|ever|at all|please|pls|thanks|thank you|now))*(?= ?[.!?,;:]|$)";
    private static final String END_FR = "(?: (?:rien|jamais|svp|stp|s'il vous plait|s'il te plait|merci"
            + "|(?:de |vos |tes |ces )(?:messages?|sms|textos?|pubs?|publicites?|promos?)))*(?= ?[.!?,;:]|$)";

    private static final List<Pattern> WISHES = List.of(
            words("(?:do not|don't|dont|never|stop) "
                    + "(?:text|texting|message|messaging|contact|contacting|write|writing|whatsapp|sms|spam|spamming)"
                    + "(?: to)? me" + END_EN),
            words("(?:stop|quit) (?:sending|writing)(?: to)? me(?: (?:these|those|your|any))?"
                    + "(?: (?:messages?|texts?|sms|stuff))?" + END_EN),
            words("(?:don't|dont|do not) send me (?:any ?more|more|any|your|these)"),
            words("(?:no longer|don't|dont|do not) (?:want|wish)(?: to)? (?:receive|get|be)?"
                    + " ?(?:any |more |any more |your |these |anymore )*(?:messages|texts|sms|contacted|texted)"),
            words("no more (?:messages|texts|sms)" + END_EN),
            words("(?:take|remove) (?:me|my number) (?:off|from)"),
            words("(?:unsubscribe me|opt me out|leave me alone|lose my number)"),
            words("ne (?:m'|me )(?:ecri(?:vez|s)|contacte[zs]?|envoye[zs]|envoie|texte[zs]?|derange[zs]?) plus"
                    + END_FR),
            words("n'(?:ecri(?:vez|s)|envoye[zs]|envoie) plus" + END_FR),
            words(
                    "(?:arrete[zr]?|cesse[zr]?) de (?:m'|me )(?:ecrire|contacter|envoyer|texter|deranger|harceler|spammer)"),
            words("(?:arrete[zr]?|stop(?:pe[zr])?) (?:de m'envoyer )?(?:vos|ces|les|tes) "
                    + "(?:messages|sms|textos|pubs|publicites|promos)"),
            words("(?:je )?(?:ne )?(?:veux|souhaite|desire) plus (?:recevoir |avoir )?(?:de |vos |aucun |tes |ces )*"
                    + "(?:messages?|sms|textos?|pubs?|publicites?|promos?|nouvelles de vous)"),
            words("(?:desabonne[zr]?|desinscri(?:vez|s|re))[- ]moi"),
            words("(?:retire[zr]?|enleve[zr]?|supprime[zr]?)[- ](?:moi de|mon numero)"),
            words("laisse[zr]?[- ]moi tranquille"));

    private Revocation() {}

    /** Whether somebody who was written to would have to take it so. */
    public static boolean in(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        String bare = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .replace('\u2019', '\'')
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .strip();
        return WISHES.stream().anyMatch(wish -> wish.matcher(bare).find());
    }

    private static Pattern words(String pattern) {
        return Pattern.compile("(?<![\\p{L}'])" + pattern);
    }
}
