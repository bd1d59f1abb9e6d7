package io.omnichannel.agent.tools;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bank accounts (ISO 13616), each as long as its country has them and with the right check digits. */
final class Iban {

    private static final Pattern BEGIN = Pattern.compile("(?<![\\p{L}\\p{N}])[A-Za-z]{2}[0-9]{2}");

    private static final Map<String, Integer> LENGTHS = lengths(
            "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21"
                    + " CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23"
                    + " IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15"
                    + " PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20");

    private Iban() {}

    /** The text with the word IBAN in the place of each number. */
    static String replaced(String text) {
        StringBuilder rest = new StringBuilder();
        Matcher begin = BEGIN.matcher(text);
        int done = 0;
        while (begin.find(done)) {
            int end = end(text, begin.start());
            rest.append(text, done, end > 0 ? begin.start() : begin.end()).append(end > 0 ? "IBAN" : "");
            done = end > 0 ? end : begin.end();
        }
        return rest.append(text.substring(done)).toString();
    }

    /** @return where the number that begins there ends, or 0 when none begins there */
    private static int end(String text, int begin) {
        int length = LENGTHS.getOrDefault(text.substring(begin, begin + 2).toUpperCase(Locale.ROOT), 0);
        StringBuilder number = new StringBuilder();
        int at = begin;
        while (at < text.length() && number.length() < length) {
            char sign = text.charAt(at++);
            if (sign < 128 && Character.isLetterOrDigit(sign)) {
                number.append(Character.toUpperCase(sign));
            } else if (sign != ' ' && sign != '\u00a0' && sign != '-') {
                return 0;
            }
        }
        boolean ends = at == text.length() || !Character.isLetterOrDigit(text.charAt(at));
        return length > 0 && number.length() == length && ends && checks(number) ? at : 0;
    }

    /** ISO/IEC 7064, MOD 97-10: the first four signs come last, letters count from ten. */
    private static boolean checks(CharSequence number) {
        int rest = 0;
        for (int i = 0; i < number.length(); i++) {
            int value = Character.digit(number.charAt((i + 4) % number.length()), 36);
            rest = (value < 10 ? rest * 10 + value : rest * 100 + value) % 97;
        }
        return rest == 1;
    }

    private static Map<String, Integer> lengths(String table) {
        Map<String, Integer> lengths = new HashMap<>();
        for (String entry : table.split(" ")) {
            lengths.put(entry.substring(0, 2), Integer.valueOf(entry.substring(2)));
        }
        return Map.copyOf(lengths);
    }
}
