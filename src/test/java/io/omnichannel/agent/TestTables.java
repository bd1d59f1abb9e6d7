package io.omnichannel.agent;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Rows of a tab-separated test table; a line that begins with # is a remark. */
final class TestTables {

    private TestTables() {}

    static Stream<String[]> rows(String resource) {
        return new BufferedReader(
                        new InputStreamReader(TestTables.class.getResourceAsStream(resource), StandardCharsets.UTF_8))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("# "))
                .map(line -> line.split("\t"));
    }
}
