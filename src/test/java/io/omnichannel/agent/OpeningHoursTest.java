package io.omnichannel.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2026-03-02 is a Monday; Paris changes to summer time on Sunday 29 March 2026. */
class OpeningHoursTest {

    private static final String SHOP =
            """
            {"opening_hours":{"mon":[["09:00","12:00"],["14:00","18:30"]],"tue":[["09:00","18:00"]],"fri":[["20:00","02:00"]],
             "sat":[["00:00","24:00"]]}}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-02T08:59:59 | We're closed at the moment. We open again today at 9 am.",
                "2026-03-02T09:00    | We're open now, until noon.",
                "2026-03-02T12:00    | We're closed at the moment. We open again today at 2 pm.",
                "2026-03-02T18:29    | We're open now, until 6:30 pm.",
                "2026-03-02T18:30    | We're closed at the moment. We open again tomorrow at 9 am.",
                "2026-03-03T18:00    | We're closed at the moment. We open again on Friday at 8 pm.",
                "2026-03-08T10:00    | We're closed at the moment. We open again tomorrow at 9 am.",
                "2026-03-07T23:00    | We're open now, until midnight.",
                "2026-03-06T21:00    | We're open now, until Sunday at midnight.",
            })
    void saysInEnglishWhenItOpensAndCloses(String now, String answer) {
        assertThat(said(Examples.ENGLISH, SHOP, now, "Are you open?")).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-02T08:00 | Nous sommes fermés en ce moment. Nous rouvrons aujourd'hui à 9 h.",
                "2026-03-02T10:00 | Nous sommes ouverts en ce moment, jusqu'à midi.",
                "2026-03-02T15:00 | Nous sommes ouverts en ce moment, jusqu'à 18 h 30.",
                "2026-03-02T20:00 | Nous sommes fermés en ce moment. Nous rouvrons demain à 9 h.",
                "2026-03-04T20:00 | Nous sommes fermés en ce moment. Nous rouvrons vendredi à 20 h.",
            })
    void saysInFrenchWhenItOpensAndCloses(String now, String answer) {
        assertThat(said(Examples.FRENCH, SHOP, now, "Vous êtes ouverts ?")).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Êtes-vous ouverts le lundi ?   | Le lundi, nous sommes ouverts de 9 h à midi et de 14 h à 18 h 30.",
                "Vous êtes ouverts le dimanche ? | Le dimanche, nous sommes fermés.",
                "Are you open on Sundays?        | Le dimanche, nous sommes fermés.",
                "C'est ouvert demain ?           | Le mardi, nous sommes ouverts de 9 h à 18 h.",
            })
    void answersAboutTheDayThatIsNamed(String question, String answer) {
        assertThat(said(Examples.FRENCH, SHOP, "2026-03-02T10:00", question)).isEqualTo(answer);
    }

    @Test
    void isOpenAlwaysWithoutHours() {
        assertThat(said(Examples.FRENCH, "{}", "2026-03-02T03:00", "Vous êtes ouverts le dimanche ?"))
                .isEqualTo("Nous sommes joignables tous les jours, à toute heure.");
    }

    @Test
    void isOpenAlwaysWhenEveryDayIsWhole() {
        String everyDay = "[[\"00:00\",\"24:00\"]]";
        String week = "{'mon':#,'tue':#,'wed':#,'thu':#,'fri':#,'sat':#,'sun':#}".replace("#", everyDay);

        String hours = "{\"opening_hours\":" + week.replace('\'', '"') + "}";

        assertThat(said(Examples.ENGLISH, hours, "2026-03-02T03:00", "Are you open?"))
                .isEqualTo("You can reach us any day, at any time.");
    }

    @Test
    void neverOpensWithoutAnyDay() {
        assertThat(said(Examples.ENGLISH, "{\"opening_hours\":{}}", "2026-03-02T03:00", "Are you open?"))
                .isEqualTo("We're not open this week.");
    }

    @Test
    void keepsLocalTimeOverTheChangeToSummerTime() {
        String hours = "{\"opening_hours\":{\"sat\":[[\"22:00\",\"04:00\"]]}}";

        assertThat(said(Examples.ENGLISH, hours, "2026-03-28T23:00", "Are you open?"))
                .isEqualTo("We're open now, until 4 am.");
        assertThat(said(Examples.ENGLISH, hours, "2026-03-29T03:59", "Are you open?"))
                .isEqualTo("We're open now, until 4 am.");
        assertThat(said(Examples.ENGLISH, hours, "2026-03-29T04:00", "Are you open?"))
                .isEqualTo("We're closed at the moment. We open again on Saturday at 10 pm.");
    }

    private static String said(AgentSettings defaults, String fields, String now, String question) {
        AgentSettings settings = Examples.with(defaults, fields);
        ZonedDateTime moment = LocalDateTime.parse(now).atZone(settings.timeZone());
        Locale language = settings.locale();
        return new HoursSpeaker(Phrases.in(language)).answer(OpeningHours.of(settings), moment, question);
    }
}
