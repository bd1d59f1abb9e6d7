package io.omnichannel.conversation;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Phone numbers as people write them, brought to E.164. */
public final class PhoneNumbers {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    // The library would find a number inside any text; a field holds a number or something wrong.
    private static final Pattern WRITTEN = Pattern.compile("[+\\uFF0B]?[\\p{Nd}\\p{Zs}().\\-\\u2010-\\u2013/]{3,40}");

    /** So often may something in a text look like a number and be none. */
    private static final long FINDS = 50;

    private PhoneNumbers() {}

    /** The numbers in a text that somebody could have, in E.164 and in their order. */
    public static List<String> in(String text, String region) {
        List<String> found = new ArrayList<>();
        NUMBERS.findNumbers(text, region, PhoneNumberUtil.Leniency.VALID, FINDS)
                .forEach(match -> found.add(NUMBERS.format(match.number(), PhoneNumberFormat.E164)));
        return found.stream().distinct().toList();
    }

    /**
     * The number in E.164, when it is possible: of a length its country uses, assigned or not.
     *
     * @param written {@code 06 12 34 56 78} or {@code +33 6 12 34 56 78}
     * @param region ISO 3166, whose national form is understood
     */
    public static Optional<String> e164(String written, String region) {
        String text = written.strip();
        if (!WRITTEN.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            PhoneNumber number = NUMBERS.parse(text, region);
            return NUMBERS.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
                    ? Optional.of(NUMBERS.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException noNumber) {
            return Optional.empty();
        }
    }

    /** Whether who dials it in the region gets the police, the fire brigade or an ambulance. */
    public static boolean isEmergency(String number, String region) {
        return ShortNumberInfo.getInstance().isEmergencyNumber(number, region);
    }
}
