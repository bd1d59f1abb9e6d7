package io.omnichannel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComplaintsTest {

    private final List<String> texts = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final Complaints complaints = new Complaints(List.of(() -> texts, () -> calls));

    @Test
    void tellsEachOnce() {
        texts.add("one (11200)");
        calls.add("another (15003)");

        assertThat(complaints.unexpected()).containsExactly("one (11200)", "another (15003)");
        assertThat(complaints.unexpected()).isEmpty();
        texts.clear();
        texts.add("a third");
        texts.add("a fourth");
        assertThat(complaints.unexpected()).containsExactly("a third", "a fourth");
    }

    @Test
    void leavesOutWhatATestProvokes() {
        complaints.expect("11200");
        texts.add("one (11200)");
        texts.add("another (11200)");
        texts.add("a third");

        assertThat(complaints.unexpected()).containsExactly("a third");
        texts.add("one (11200)");
        assertThat(complaints.unexpected()).as("expected by one test alone").containsExactly("one (11200)");
    }

    @Test
    void missesWhatWasToBeProvoked() {
        complaints.expect("11200");

        assertThat(complaints.unexpected()).singleElement().asString().contains("11200");
    }
}
