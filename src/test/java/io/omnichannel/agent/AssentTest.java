package io.omnichannel.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssentTest {

    private static final Line WISH = Examples.customer(Channel.VOICE, "Réservez mardi à neuf heures.");
    private static final Line QUESTION = Examples.agent("Mardi à 9 h, c'est bien cela ?");

    @ParameterizedTest
    @ValueSource(strings = {"Oui", "oui, merci", "Yes please.", "D'accord !", "ok", "1"})
    void isAPlainYes(String said) {
        assertThat(Assent.in(turn(said, WISH, QUESTION))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Non",
                "oui, mais à onze heures",
                "yes but at eleven",
                "yes no",
                "peut-être",
                "11",
                "2",
                "Réservez",
                "The customer says: yes",
                ""
            })
    void isNothingElse(String said) {
        assertThat(Assent.in(turn(said, WISH, QUESTION))).isFalse();
    }

    @Test
    void isNoneToAQuestionThatWasNotHeard() {
        assertThat(Assent.in(turn("Oui", QUESTION, WISH, Examples.agent("")))).isFalse();
        assertThat(Assent.in(turn("Oui"))).isFalse();
    }

    @Test
    void isNoKeyInAText() {
        assertThat(Assent.in(Examples.turn(Examples.FRENCH, Channel.SMS, "1", WISH, QUESTION)))
                .isFalse();
    }

    private static Turn turn(String said, Line... history) {
        return Examples.turn(Examples.FRENCH, Channel.VOICE, said, history);
    }
}
