package io.omnichannel.simulator.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptLineTest {

    @Test
    void readsWordsKeysAndAnEmptyLineAsTyped() {
        assertThat(ScriptLine.typed(" Bonjour ")).isEqualTo(new ScriptLine.Say("Bonjour"));
        assertThat(ScriptLine.typed("#")).isEqualTo(new ScriptLine.Press("#"));
        assertThat(ScriptLine.typed("12")).isEqualTo(new ScriptLine.Say("12"));
        assertThat(ScriptLine.typed("!drop")).isEqualTo(new ScriptLine.Say("!drop"));
        assertThat(ScriptLine.typed("  ")).isEqualTo(new ScriptLine.HangUp());
    }

    @Test
    void readsCommandsAndCommentsInAScript() {
        assertThat(ScriptLine.scripted("!interrupt after 3 words")).contains(new ScriptLine.Interrupt(3));
        assertThat(ScriptLine.scripted("!interrupt after 1 word")).contains(new ScriptLine.Interrupt(1));
        assertThat(ScriptLine.scripted("!digit 5")).contains(new ScriptLine.Press("5"));
        assertThat(ScriptLine.scripted("!digits 12#")).contains(new ScriptLine.Press("12#"));
        assertThat(ScriptLine.scripted("!drop")).contains(new ScriptLine.Drop());
        assertThat(ScriptLine.scripted("!hangup")).contains(new ScriptLine.HangUp());
        assertThat(ScriptLine.scripted("Bonjour")).contains(new ScriptLine.Say("Bonjour"));
        assertThat(ScriptLine.scripted("")).contains(new ScriptLine.HangUp());
        assertThat(ScriptLine.scripted("# the greeting comes first")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"!interrupt", "!interrupt after three words", "!interrupt after 0 words", "!digit x", "!dance"})
    void namesTheCommandsWhenThereIsNoSuchOne(String line) {
        assertThatThrownBy(() -> ScriptLine.scripted(line))
                .hasMessageContaining(line)
                .hasMessageContaining("!interrupt after 3 words, !digit 5, !drop, !hangup");
    }
}
