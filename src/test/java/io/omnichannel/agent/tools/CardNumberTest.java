package io.omnichannel.agent.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumberTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111 1111 1111 1111",
                "4111 1111 1111 1111 123",
                "4242 4242 4242 4242 737",
                "4111111111111111123",
                "4111111111111111 12/26",
                "12/26 4111111111111111",
                "4111  1111  1111  1111",
                "4111 - 1111 - 1111 - 1111",
                "4111\u00a01111\u00a01111\u00a01111",
                "4111\u20111111\u20111111\u20111111",
                "visa4111.1111.1111.1111, merci",
                "le 06 12 34 56 78 / 5555 5555 5555 4444",
                "4222222222222",
                "2223003122003222",
                "3782 822463 10005 1234",
                "38520000023237",
                "3530111333300000",
                "6011111111111117",
                "6200000000000005",
                "FR22 3096 9732 9150 6159 9825 966",
                "FR15 3096 9732 9150 6159 9825 966, 4111 1111 1111 1111",
                "FR76 4111 1111 1111 1111",
                "\uff14\uff11\uff11\uff11 1111 1111 1111"
            })
    void areFoundWhateverStandsAroundThem(String text) {
        assertThat(CardNumber.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111 1111 1111 1112",
                "06 12 34 56 78",
                "0612345678 0698765432",
                "06 12 34 56 78 / 07 98 76 54 32 / 01 44 55 66 77",
                "+4111111111111111",
                "+49 1512 3456789 ou +33 6 12 34 56 78",
                "0033 6 12 34 56 78, 0033 1 99 00 00 01",
                "commande 100000000000008",
                "FR15 3096 9732 9150 6159 9825 966",
                "IBAN:FR1530969732915061599825966.",
                "né le 14/07/1989, dossier 2025-11-28"
            })
    void areNotSeenInOtherNumbers(String text) {
        assertThat(CardNumber.isIn(text)).isFalse();
    }
}
