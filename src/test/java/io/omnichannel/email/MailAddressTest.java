package io.omnichannel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            textBlock =
                    """
            ann@example.com                                        |                  | ann@example.com
            Ann <ann@example.com>                                  | Ann              | ann@example.com
            "Ann \\"A\\" Lee" <Ann.Lee@Example.COM>                | Ann "A" Lee      | ann.lee@example.com
            Müller, Hans <hans@example.de>                         | Müller, Hans     | hans@example.de
            <ann@example.com>                                      |                  | ann@example.com
            ann@example.com (Ann)                                  |                  | ann@example.com
            "x@evil.example" <ann@example.com>                     | x@evil.example   | ann@example.com
            Ann <x@evil.example> <ann@example.com>                 | Ann <x@evil.example> | ann@example.com
            Ann < ann@example.com >                                | Ann              | ann@example.com
            zoé@exämple.fr                                         |                  | zoé@xn--exmple-cua.fr
            a@example.com.                                         |                  | a@example.com
            """)
    void readsAddressesAsMailsHaveThem(String text, String name, String address) {
        assertThat(MailAddress.parse(text)).contains(new MailAddress(name == null ? "" : name, address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ann", "@", "a@", "@b", "a b@c", "undisclosed-recipients:;", "<>", "a@b@c", "a\r\n@b"})
    void findsNoneWhereNoneIs(String text) {
        assertThat(MailAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Contact+42@Boutique.Example, contact@boutique.example",
        "contact@boutique.example, contact@boutique.example",
        "a+b+c@d.example, a@d.example",
        "+x@d.example, +x@d.example",
        "a@xn--exmple-cua.fr, a@xn--exmple-cua.fr",
        "a@EXÄMPLE.fr, a@xn--exmple-cua.fr"
    })
    void routesWithoutTheTag(String address, String routed) {
        assertThat(new MailAddress("", address).normalised()).isEqualTo(routed);
    }

    @Test
    void letsNoLineEndIntoANameOrAddress() {
        assertThat(new MailAddress("Ann\r\nBcc: x@y", "a@b.example").name()).isEqualTo("Ann Bcc: x@y");
        assertThatThrownBy(() -> new MailAddress("", "a@b.example\r\nBcc: x@y"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("b.example");
    }
}
