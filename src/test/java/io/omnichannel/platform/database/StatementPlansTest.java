package io.omnichannel.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.platform.SqlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every statement, planned as the pools plan it, without values: an index serves each of its parts, however few rows there are. */
class StatementPlansTest {

    private static final Path STATEMENTS = Path.of("src/main/resources/sql");
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):\\??([a-z_]+)\\b");
    private static final Pattern UNTYPED = Pattern.compile("data type of parameter \\$(\\d+)");
    private static final TestDatabase DATABASE = TestDatabase.create();

    /** Looks once in the life of a program, at its start. */
    private static final String ONCE = "mirror-age";

    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        // A plan without values can be asked for by the simple protocol alone.
        String url = DATABASE.url() + (DATABASE.url().contains("?") ? "&" : "?") + "preferQueryMode=simple";
        connection = DriverManager.getConnection(url, DATABASE.user(), DATABASE.password());
        try (Statement statement = connection.createStatement()) {
            statement.execute(PoolLimits.APP.sessionSettings(""));
        }
    }

    @AfterAll
    static void drop() throws SQLException {
        connection.close();
        DATABASE.close();
    }

    static Stream<String> statements() throws IOException {
        try (Stream<Path> files = Files.walk(STATEMENTS)) {
            return files
                    .filter(file -> file.toString().endsWith(".sql"))
                    .map(file -> STATEMENTS.relativize(file).toString().replace(".sql", ""))
                    .filter(name -> !name.equals(ONCE))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("statements")
    void readsNoTableWhole(String name) throws SQLException {
        assertThat(plan(numbered(SqlFile.load(name))))
                .isNotEmpty()
                .noneMatch(line -> line.contains("Seq Scan on omni_"))
                // What a function reads would be planned anew by every call, and is not seen here.
                .noneMatch(line ->
                        line.matches(".*Function Scan on omni_(history|chapters|customer|window_opened_at)\\b.*"));
    }

    /** Of a tenant with a hundred thousand conversations a page is read, not all of them and then sorted. */
    @Test
    void readsAPageOfConversationsInTheirOrder() throws SQLException {
        List<String> plan = plan(numbered(SqlFile.load("routes/conversations")));

        assertThat(plan).anyMatch(line -> line.contains("Merge Append"));
        // The one is Merge Append's.
        assertThat(plan.stream().filter(line -> line.contains("Sort Key") && line.contains("updated_at")))
                .hasSize(1);
    }

    private static List<String> plan(String sql) throws SQLException {
        try {
            return explained(sql);
        } catch (SQLException refused) {
            Matcher untyped = UNTYPED.matcher(refused.getMessage());
            if (!untyped.find()) {
                throw refused;
            }
            // The driver would say that it is a text.
            return plan(sql.replaceAll("\\$" + untyped.group(1) + "\\b", "(\\$" + untyped.group(1) + "::text)"));
        }
    }

    private static List<String> explained(String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("explain (generic_plan) " + sql)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }

    private static String numbered(String sql) {
        Map<String, String> numbers = new LinkedHashMap<>();
        return PARAMETER
                .matcher(sql)
                .replaceAll(name -> "\\$" + numbers.computeIfAbsent(name.group(1), first -> "" + (numbers.size() + 1)));
    }
}
