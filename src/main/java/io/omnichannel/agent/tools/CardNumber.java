package io.omnichannel.agent.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers of payment cards, which nobody may keep in passing: 13 to 19 digits as one of the issuers gives them, whose check
 * digit is right. More digits may stand around one: an expiry date, the code on its back, a telephone number. A number begins
 * where a group of digits does, and not within French telephone numbers that stand first: else every second pair of them
 * would hold a card's somewhere. A bank account's number ({@link Iban}) is none.
 */
final class CardNumber {

    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;

    private static final String BETWEEN = "[\\s\\p{Z}\\p{Pd}.,/_]{0,3}";
    /** What follows a plus is a telephone number. */
    private static final Pattern RUN =
            Pattern.compile("\\+?\\p{Nd}(?:" + BETWEEN + "\\p{Nd}){" + (SHORTEST - 1) + ",}");

    private static final Pattern TELEPHONES_FIRST =
            Pattern.compile("^(?:0[1-9](?:" + BETWEEN + "\\p{Nd}{2}){4}(?!\\p{Nd})" + BETWEEN + ")+");

    /** Visa; Mastercard; American Express; Diners; JCB, Maestro, Discover, UnionPay and those that begin like them; Troy. */
    private static final Pattern ISSUED = Pattern.compile("4(?:\\d{12}|\\d{15}|\\d{18})|(?:5[1-5]|2[2-7])\\d{14}"
            + "|3[47]\\d{13}|3[0689](?:\\d{12}|\\d{14})|(?:35|5[06-8]|6\\d)\\d{14,17}|9792\\d{12}");

    private CardNumber() {}

    static boolean isIn(String text) {
        Matcher found = RUN.matcher(Iban.replaced(text));
        while (found.find()) {
            if (isInRun(TELEPHONES_FIRST.matcher(found.group()).replaceFirst(""))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInRun(String run) {
        StringBuilder digits = new StringBuilder();
        List<Integer> begins = new ArrayList<>();
        char before = ' ';
        for (char sign : run.toCharArray()) {
            if (Character.isDigit(sign)) {
                if (!Character.isDigit(before) && before != '+') {
                    begins.add(digits.length());
                }
                digits.append(Character.digit(sign, 10));
            }
            before = sign;
        }
        return begins.stream().anyMatch(begin -> isAtTheHeadOf(digits.substring(begin)));
    }

    private static boolean isAtTheHeadOf(String digits) {
        for (int length = SHORTEST; length <= Math.min(LONGEST, digits.length()); length++) {
            String number = digits.substring(0, length);
            if (ISSUED.matcher(number).matches() && checks(number)) {
                return true;
            }
        }
        return false;
    }

    /** Luhn's formula, ISO/IEC 7812-1. */
    private static boolean checks(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 1 ? 2 * digit : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
