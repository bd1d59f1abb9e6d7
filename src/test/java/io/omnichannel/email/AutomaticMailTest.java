package io.omnichannel.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutomaticMailTest {

    @ParameterizedTest
    @CsvSource({
        "Auto-Submitted: auto-replied (vacation), auto-submitted",
        "AUTO-SUBMITTED: Auto-Notified, auto-submitted",
        "X-Auto-Response-Suppress: All, auto-submitted",
        "'X-Auto-Response-Suppress: DR, RN, OOF', auto-submitted",
        "X-Autoreply: yes, auto-submitted",
        "X-Autoresponder: x, auto-submitted",
        "Precedence: JUNK, precedence",
        "List-Unsubscribe: <https://x>, mailing list",
        "Return-Path: <>, delivery report",
        "X-Failed-Recipients: a@b, delivery report"
    })
    void knowsMachinesByTheirHeaders(String header, String reason) {
        assertThat(reason(header, "ann@example.com", "Hello")).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: no",
                "Auto-Submitted: No (a person)",
                "Precedence: first-class",
                "X-Auto-Response-Suppress: DR, RN, NRN",
                "Return-Path: <ann@example.com>",
                "Subject: Auto-Submitted: yes",
                "Message-ID: <01900000-0000-7000-8000-000000000001@another.example>"
            })
    void takesAPersonForAPerson(String header) {
        assertThat(reason(header, "ann@example.com", "Hello")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MAILER-DAEMON@x.example",
                "postmaster@x.example",
                "noreply@x.example",
                "no-reply+1@x.example",
                "bounces+12-ann=x@y.example",
                "bounce-12@y.example"
            })
    void knowsMachinesByTheirAddress(String from) {
        assertThat(reason("", from, "Hello")).contains("robot's address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"norbert@x.example", "bouncer@x.example", "noreplyann@x.example"})
    void takesNamesForNames(String from) {
        assertThat(reason("", from, "Hello")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Re: Automatic reply not received", "Question on out of office chairs", "Ma réponse automatique"
            })
    void takesASubjectThatOnlyMentionsItForAPersons(String subject) {
        assertThat(reason("", "ann@example.com", subject)).isEmpty();
    }

    @Test
    void knowsOurOwnMessageComingBack() {
        assertThat(reason("Message-ID: <01900000-0000-7000-8000-000000000001@ours.example>", "a@b.example", "x"))
                .contains("our own message");
    }

    private static Optional<String> reason(String header, String from, String subject) {
        return AutomaticMail.reason(
                MailHeaders.parse(header), false, new MailAddress("", from), Set.of("ours.example"), subject);
    }
}
