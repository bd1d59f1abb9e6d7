package io.omnichannel.messaging.identity;

import io.omnichannel.agent.SpokenMail;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.PhoneNumbers;
import io.omnichannel.email.MailAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds other addresses of a customer in their own words. Pure; finds too much rather than too little. */
final class EvidenceReader {

    /** A mail may be long, and its end is signatures and quotes. */
    private static final int LONGEST = 4_000;

    private static final int MOST = 5;
    private static final int NAME_WORDS = 3;
    private static final int WORDS_AROUND = 10;

    private static final Pattern MAIL =
            Pattern.compile("[\\p{L}\\p{N}._%+'-]{1,64}@(?:[\\p{L}\\p{N}-]{1,63}\\.){1,5}\\p{L}{2,24}");
    private static final String SEND =
            "\\b(?:r?envo(?:yez|yer|ie)|[\u00e9e]cri(?:vez|re|s)|r[\u00e9e]pond(?:ez|re|s)|transmet(?:tez|tre|s)"
                    + "|transf[\u00e9e\u00e8]r(?:ez|er|e)|confirme[rz]?|mailez|(?:re)?send|e?-?mail|write|forward)\\b";
    private static final String LIKE =
            "\\b(?:pr[\u00e9e]f[\u00e8e\u00e9]r\\p{L}*|voudrais|veux|aimerais|souhaite\\p{L}*|recevoir|possible|prefer|like|want|get)\\b";
    /** A word in between; what parts words is in none of them, so that there is one way alone to read a text. */
    private static final String BETWEEN = "(?:[\\s-]{1,5}[^\\s@,.;:!?-]{1,30})";

    private static final Pattern SIX_DIGITS = Pattern.compile("(?:\\D{0,30}\\d){6}\\D{0,30}");
    private static final Pattern NAMED = Pattern.compile(
            "(?iu)\\b(?:je m['\u2019]appelle|mon nom (?:est|c['\u2019]est)|my name is|my name['\u2019]s)\\s+"
                    + "((?:\\p{L}[\\p{L}'\u2019-]*\\s+){1,2}\\p{L}[\\p{L}'\u2019-]*)");
    /** "My address is …", or an answer to the question for it: "yes, it's …". */
    private static final Pattern THEIRS = Pattern.compile(
            "(?iu)\\b(?:mon|ma|my)\\s+(?:\\p{L}+[\\s'\u2019-]+){0,2}?(?:adresse|address|e-?mail|mail|courriel)"
                    + "|^(?:\\P{L}|oui|alors|bien|s\u00fbr|euh|et|yes|sure|well|and)*\\b(?:c['\u2019]est|it['\u2019]?s|voici|here is|here['\u2019]s)(?!\\p{L})");

    /** "Send me that at …", "by mail to …, please": who wants to be written to there says that it is theirs. */
    private static final Pattern WISHED =
            Pattern.compile("(?iu)(?:" + SEND + BETWEEN + "{0,4}?[\\s-]{1,5}(?:moi|nous|me|us)\\b"
                    + "|\\b(?:m['\u2019]|(?:me|nous)\\s)(?:l['\u2019]|(?:le|la|les)\\s)?" + SEND
                    + "|(?:" + SEND + "|" + LIKE + ")" + BETWEEN
                    + "{0,6}?\\s{1,5}(?:par|en|via|by)\\s(?:e-?)?(?:mail|courriel)\\b)"
                    + BETWEEN + "{0,5}?,?\\s{1,5}(?:\u00e0|a|sur|to|at)(?:\\s?:)?\\s{1,5}"
                    + "(?:l['\u2019]\\s?adresse\\s|the\\saddress\\s)?"
                    + "(?:" + MAIL.pattern() + "|(?:[^\\s@]{1,30}\\s{1,5}){1,8}?(?:arr?obas[e\u00e9]?|at)\\s)");

    /** "Send me nothing at …". */
    private static final Pattern NOT = Pattern.compile(
            "(?iu)(?<!\\p{L})(?:ne|n['\u2019]\\p{L}+|pas|plus|rien|jamais|don['\u2019]?t|not|never|nothing|stop)(?!\\p{L})");

    private EvidenceReader() {}

    /** Whether it is worth asking the database for what {@link #in} needs; cheap, for every sentence of every call. */
    static boolean mayBeIn(String words) {
        String start = words.substring(0, Math.min(LONGEST, words.length()));
        return start.indexOf('@') >= 0
                || SpokenMail.in(start).isPresent()
                || start.chars().filter(Character::isDigit).count() >= 6
                || NAMED.matcher(start).find();
    }

    /**
     * @param region ISO 3166, whose national form of numbers is understood
     * @param asked whether the customer was asked for a mail address
     */
    static List<Evidence> in(String words, Channel channel, String region, boolean asked) {
        String start = words.substring(0, Math.min(LONGEST, words.length()));
        Set<String> mails = new LinkedHashSet<>();
        Matcher written = MAIL.matcher(start);
        while (written.find()) {
            MailAddress.parse(written.group()).map(MailAddress::address).ifPresent(mails::add);
        }
        if (mails.isEmpty() && channel != Channel.EMAIL) {
            SpokenMail.in(start)
                    .flatMap(MailAddress::parse)
                    .map(MailAddress::address)
                    .ifPresent(mails::add);
        }
        // One address, asked for, said to be theirs or said alone; not in a mail, which is full of addresses.
        boolean offered = mails.size() == 1
                && channel != Channel.EMAIL
                && (asked
                        || THEIRS.matcher(start).find()
                        || isWished(start)
                        || start.strip().split("\\s+").length <= 2);
        List<Evidence> found = new ArrayList<>();
        mails.forEach(mail -> found.add(new Evidence("email", mail, offered)));
        PhoneNumbers.in(start, region).forEach(number -> found.add(new Evidence("phone", number, false)));
        names(start).forEach(name -> found.add(new Evidence("name", name, false)));
        return found.stream().limit(MOST).toList();
    }

    /** Whether so little stands around an address that nothing else can be meant. */
    static boolean isAllThereIs(String words) {
        return !words.contains("?") && words.strip().split("\\s+").length <= WORDS_AROUND && !isWished(words);
    }

    /** Whether they want to be written to at the address, and somebody has to see to that. */
    private static boolean isWished(String words) {
        String start = words.substring(0, Math.min(LONGEST, words.length()));
        return WISHED.matcher(start).find() && !NOT.matcher(start).find();
    }

    /** The name in so many words as it may have: "Anne Marie Dupont", "Anne Marie". */
    private static List<String> names(String words) {
        Matcher named = NAMED.matcher(words);
        if (!named.find()) {
            return List.of();
        }
        String[] parts = named.group(1).strip().split("\\s+");
        List<String> names = new ArrayList<>();
        for (int length = Math.min(NAME_WORDS, parts.length); length >= 2; length--) {
            names.add(String.join(" ", List.of(parts).subList(0, length)));
        }
        return names;
    }

    /** The six digits of a text that gives a code and little else. */
    static Optional<String> code(String words, Optional<String> spoken) {
        Optional<String> written = Optional.of(words.strip())
                .filter(text -> text.length() <= 60 && SIX_DIGITS.matcher(text).matches())
                .map(text -> text.replaceAll("\\D", "").toLowerCase(Locale.ROOT));
        return written.or(() -> spoken.filter(digits -> digits.length() == 6));
    }
}
