package io.omnichannel.agent.settings;

import java.util.Locale;

/** Codes that mean one spoken language: providers say cmn and yue where a configuration mostly says zh, nb for no. */
public final class SpokenLanguage {

    private SpokenLanguage() {}

    /** One code for all that mean the same. */
    public static String of(String code) {
        return switch (code) {
            case "cmn", "yue" -> "zh";
            case "nb", "nn" -> "no";
            case "arb" -> "ar";
            case "fil" -> "tl";
            case "iw" -> "he";
            default -> code;
        };
    }

    public static String of(Locale locale) {
        return of(locale.getLanguage());
    }
}
