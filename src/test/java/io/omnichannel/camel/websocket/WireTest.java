package io.omnichannel.camel.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "é", "ß\u07ff\u0800", "日本", "\ud83d\ude00 mixed é"})
    void countsBytesAsTheyAreEncoded(String text) {
        assertThat(Utf8.length(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void repairsHalfSurrogatesOnly() {
        assertThat(Utf8.wellFormed("a\ud83d\ude00b")).isEqualTo("a\ud83d\ude00b");
        assertThat(Utf8.wellFormed("a\ude00b\ud83d")).isEqualTo("a?b?");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1014, 1015, 2999, 5000})
    void refusesCodesThatAreNeverSent(int code) {
        assertThatThrownBy(() -> CloseReasons.of(code, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 3000, 4999})
    void takesTheOthers(int code) {
        assertThat(CloseReasons.of(code, "").getCloseCode().getCode()).isEqualTo(code);
    }

    @Test
    void cutsAReasonToWhatAFrameHolds() {
        String cut = CloseReasons.of(1000, "\ud83d\ude00".repeat(60)).getReasonPhrase();

        assertThat(cut).isEqualTo("\ud83d\ude00".repeat(30));
    }

    @Test
    void allowsABurstAndThenTheRate() {
        FrameRate rate = new FrameRate(50, 200, 0);
        long allowedAtOnce =
                IntStream.range(0, 300).filter(frame -> rate.allows(0)).count();
        long oneSecond = 1_000_000_000L;
        long allowedLater =
                IntStream.range(0, 300).filter(frame -> rate.allows(oneSecond)).count();

        assertThat(allowedAtOnce).isEqualTo(200);
        assertThat(allowedLater).isEqualTo(50);
    }
}
