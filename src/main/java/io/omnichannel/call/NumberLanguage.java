package io.omnichannel.call;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Locale;
import java.util.Set;

/** The language to speak when only the called number is known: that of its country, as far as we speak it. */
final class NumberLanguage {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    /** The chief regions of the country codes where French is spoken, overseas included. */
    private static final Set<String> FRENCH =
            Set.of("FR", "BE", "CH", "LU", "MC", "GP", "GF", "MQ", "RE", "PM", "NC", "PF", "WF");

    private NumberLanguage() {}

    /** @param called E.164; English for anything else */
    static Locale of(String called) {
        try {
            int country = NUMBERS.parse(called, null).getCountryCode();
            return FRENCH.contains(NUMBERS.getRegionCodeForCountryCode(country)) ? Locale.FRANCE : Locale.US;
        } catch (NumberParseException noNumber) {
            return Locale.US;
        }
    }
}
