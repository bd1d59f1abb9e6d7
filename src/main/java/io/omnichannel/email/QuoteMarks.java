package io.omnichannel.email;

import java.util.List;
import java.util.regex.Pattern;

/** How mail programs mark quotes, forwards and signatures, in French, English, German and their neighbours. */
final class QuoteMarks {

    // Longer lines are somebody's words; it also bounds what the patterns below can cost.
    private static final int LONGEST = 400;
    private static final int HEADER_LINES = 4;

    private static final String WROTE =
            "(?<!\\p{L})(wrote|a écrit|ha scritto|schrieb(en)?|escribió|escreveu|schreef|skrev|napisał\\(a\\)|a ecrit)(?!\\p{L})";
    private static final String ANGLED = "<[^\\s<>@]{1,100}@[^\\s<>@]{1,100}>";
    private static final Pattern REPLY = Pattern.compile(
            "(?iu)(on|le|am|il|el|em|op|den|w dniu|il giorno)\\b(?=.*[\\d@]).{3,300}" + WROTE + ".{0,120}:");
    private static final Pattern NAMED_REPLY = Pattern.compile(
            "(?iu)\\d{4}-\\d\\d-\\d\\d.{0,150}" + ANGLED + "\\s*:|.{0,200}" + ANGLED + ",?\\s*" + WROTE + "\\s*:");
    private static final Pattern REPLY_BEGINS = Pattern.compile(
            "(?iu)(on|le|am|il|el|em|op|den|w dniu)\\s+\\S.*|\\d{4}-\\d\\d-\\d\\d.*|.{0,200}" + ANGLED + ".*");
    private static final Pattern ORIGINAL = Pattern.compile(
            "(?iu)-{2,}\\s*(original message|original appointment|message d.origine|message original|message initial|e-mail d.origine"
                    + "|ursprüngliche nachricht|original-?nachricht|mensaje original|messaggio originale|reply message)"
                    + "\\s*-{2,}");
    private static final Pattern FORWARD = Pattern.compile(
            "(?iu)-{2,}\\s*(forwarded message|message transféré|weitergeleitete nachricht|forwarded by.{0,80}|mensaje reenviado)"
                    + "\\s*-{2,}|(begin forwarded message|début du message (transféré|réexpédié)"
                    + "|anfang der weitergeleiteten nachricht|(début|debut) du message transfere)\\s*:");
    private static final Pattern FORWARD_SUBJECT = Pattern.compile("(?iu)\\s*(fwd?|tr|wg|rv|i)\\s*:.*");
    private static final Pattern RULE = Pattern.compile("[_\\u2500\\u2014-]{10,}");
    private static final Pattern FROM = Pattern.compile("(?iu)\\*?(from|de|von|da|van|expéditeur)\\s*:\\*?\\s*\\S.*");
    private static final Pattern SENT = Pattern.compile(
            "(?iu)\\*?(sent|date|envoyé|envoyé le|gesendet|datum|inviato|enviado|verzonden)\\s*:\\*?\\s*\\S.*");
    private static final Pattern SUBJECT =
            Pattern.compile("(?iu)\\*?(subject|objet|sujet|betreff|oggetto|asunto|onderwerp)\\s*:\\*?.*");
    private static final Pattern ADVERT = Pattern.compile(
            "(?iu)\\W*(sent (from|via|with) (my |the |outlook|yahoo|mail|samsung|proton).{0,80}"
                    + "|get outlook for .{0,80}|télécharger outlook pour .{0,80}|obtenez outlook pour .{0,80}"
                    + "|outlook für .{0,40} (beziehen|herunterladen).{0,60}"
                    + "|envoyé (de|depuis|à partir de|avec|via) (mon |ma |l.application|outlook|yahoo|mail|la messagerie|un ).{0,80}"
                    + "|(von|vom) meine[mr] .{1,60} gesendet.{0,20}|gesendet (von|mit) .{1,80}|diese nachricht wurde von .{1,60} gesendet.{0,20})");

    private QuoteMarks() {}

    static boolean isForward(String subject) {
        return FORWARD_SUBJECT.matcher(MailText.atMost(subject, LONGEST)).matches();
    }

    static boolean isForwardMark(String line) {
        return matches(FORWARD, line);
    }

    /** The separator of RFC 3676, section 4.3, also where the blank at its end was lost. */
    static boolean isSignature(String line) {
        return line.equals("-- ") || line.equals("--");
    }

    static boolean isAdvert(String line) {
        return matches(ADVERT, line);
    }

    /** Whether an "original message" begins here: by its title, or by a head of From, Sent and Subject lines. */
    static boolean isEndOfWords(List<String> lines, int at) {
        if (matches(ORIGINAL, lines.get(at))) {
            return true;
        }
        int head = matches(RULE, lines.get(at)) ? next(lines, at + 1) : at;
        return head < lines.size() && matches(FROM, lines.get(head)) && isHead(lines, head);
    }

    /** How many lines from here say "On … she wrote:"; 0 when none does. Programs break it after 70 characters. */
    static int replyHeaderLines(List<String> lines, int at) {
        if (!matches(REPLY_BEGINS, lines.get(at))) {
            return 0;
        }
        StringBuilder joined = new StringBuilder();
        for (int i = at; i < Math.min(at + HEADER_LINES, lines.size()); i++) {
            if (lines.get(i).isBlank()) {
                return 0;
            }
            joined.append(joined.isEmpty() ? "" : " ").append(plain(lines.get(i)));
            if (joined.length() > LONGEST) {
                return 0;
            }
            if (REPLY.matcher(joined).matches()
                    || i < at + 2 && NAMED_REPLY.matcher(joined).matches()) {
                return i - at + 1;
            }
        }
        return 0;
    }

    private static boolean isHead(List<String> lines, int from) {
        boolean sent = false;
        boolean subject = false;
        for (int i = from + 1; i < Math.min(from + 8, lines.size()); i++) {
            sent |= matches(SENT, lines.get(i));
            subject |= matches(SUBJECT, lines.get(i));
        }
        return sent && subject;
    }

    private static int next(List<String> lines, int from) {
        int line = from;
        while (line < lines.size() && lines.get(line).isBlank()) {
            line++;
        }
        return line;
    }

    private static boolean matches(Pattern pattern, String line) {
        String plain = plain(line);
        return plain.length() <= LONGEST && pattern.matcher(plain).matches();
    }

    // French typography puts a narrow unbreakable blank before the colon.
    private static String plain(String line) {
        return line.replace('\u00a0', ' ').replace('\u202f', ' ').strip();
    }
}
