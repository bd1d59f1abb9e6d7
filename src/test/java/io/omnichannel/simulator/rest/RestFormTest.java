package io.omnichannel.simulator.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestFormTest {

    @Test
    void readsNamesAndValuesInTheirOrder() {
        RestForm form =
                RestForm.read("To=%2B336&Body=a+b%26%C3%A9%F0%9F%98%80%EF%BF%BD&MediaUrl=1&MediaUrl=2&Empty=&None");

        assertThat(form.names()).containsExactly("To", "Body", "MediaUrl", "Empty", "None");
        assertThat(form.value("To")).isEqualTo("+336");
        assertThat(form.value("Body")).isEqualTo("a b&é😀\ufffd");
        assertThat(form.all("MediaUrl")).containsExactly("1", "2");
        assertThat(form.first("Empty")).contains("");
        assertThat(form.value("None")).isEmpty();
        assertThat(form.first("Other")).isEmpty();
        assertThat(RestForm.read("").names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Body=%", "Body=%2", "Body=%zz", "Body=%C3", "Body=%ED%A0%80"})
    void refusesWhatIsNoText(String encoded) {
        assertThatThrownBy(() -> RestForm.read(encoded)).isInstanceOf(RestRefusal.class);
    }
}
