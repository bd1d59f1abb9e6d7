package io.omnichannel.agent.tools;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of payment cards, which nobody may keep in passing: 13 to 19 digits whose check digit is right. */
final class CardNumber {

    private static final Pattern DIGITS = Pattern.compile("\\d(?:[ .-]?\\d){12,18}");

    private CardNumber() {}

    static boolean isIn(String text) {
        Matcher found = DIGITS.matcher(text);
        while (found.find()) {
            if (checks(found.group().replaceAll("\\D", ""))) {
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
