package io.omnichannel.agent;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * French or English, by the small words. A word that both languages (or their neighbours) share counts half, so that a
 * Spanish or German text is nobody's.
 */
public final class LanguageDetector {

    private static final int WORDS_NEEDED = 3;

    private static final Set<String> FRENCH = words("je j il elle nous vous ils elles le du des aux une au et ou où est"
            + " sont suis êtes avez avons ont ai fait faire pas ne plus pour avec dans sur par sans mais donc car"
            + " que qui quoi quand quel quelle quels quelles comment pourquoi combien ce cette ces c d l m n s t qu"
            + " mon ma mes votre vos notre nos leur son ses bonjour bonsoir merci oui non veux voudrais peux pouvez"
            + " puis faut ça moi lui chez très bien trop aussi alors encore déjà demain hier aujourd hui ici là"
            + " rendez commande facture rappelez envoyez jour heure heures plaît plait aucun rien tout tous été"
            + " toujours jamais svp besoin livraison colis prix y en ete etes tres deja ca");
    private static final Set<String> SHARED_FRENCH = words("la les de un se si tu te es me on en a as sa ta");

    private static final Set<String> ENGLISH =
            words("i you he she it we they the and or is are am was were be been have has"
                    + " had do does did don doesn didn isn can could will would should not no for with from to of at by"
                    + " this that these those my your our their his her what where when who why how which there here please thanks"
                    + " thank hello hi yes want need like get got call send tell give just about some any but if because"
                    + " today tomorrow yesterday order back more very much me know help ll ve re dont im cant speak talk someone"
                    + " see up out now then than been going still yet again");
    private static final Set<String> SHARED_ENGLISH = words("in on an so as a also was not am den war hat");

    private static final Pattern APART = Pattern.compile("[^\\p{L}\\p{N}]+");
    /** English shortens behind the apostrophe, French before it. */
    private static final Pattern CONTRACTED = Pattern.compile("(?<=\\p{L})['\u2019](?:m|s|t|d|ll|re|ve)\\b");

    private static final Pattern FRENCH_LETTERS = Pattern.compile("[èêëçœàâîôûù]|é[es]?$|ée");

    private LanguageDetector() {}

    /** {@link Locale#FRENCH} or {@link Locale#ENGLISH}; empty for fewer than three words and for what is neither. */
    public static Optional<Locale> detect(String text) {
        if (PlainText.wordCount(text) < WORDS_NEEDED) {
            return Optional.empty();
        }
        int french = 0;
        int english = 0;
        String written = CONTRACTED.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ve");
        for (String word : APART.split(written)) {
            french += weight(word, FRENCH, SHARED_FRENCH);
            english += weight(word, ENGLISH, SHARED_ENGLISH);
            french += FRENCH_LETTERS.matcher(word).find() ? 1 : 0;
        }
        if (Math.max(french, english) < 2 || french == english) {
            return Optional.empty();
        }
        return Optional.of(french > english ? Locale.FRENCH : Locale.ENGLISH);
    }

    /**
     * The language of an answer in a written channel: that of the last message when it tells, else the conversation's when
     * it has one, else the configuration's.
     */
    public static Locale answering(String lastMessage, Optional<Locale> conversation, Locale configured) {
        return detect(lastMessage).or(() -> conversation).orElse(configured);
    }

    private static int weight(String word, Set<String> own, Set<String> shared) {
        if (shared.contains(word)) {
            return 1;
        }
        return own.contains(word) ? 2 : 0;
    }

    private static Set<String> words(String words) {
        return Set.copyOf(List.of(words.split(" ")));
    }
}
