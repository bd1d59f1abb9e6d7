package io.omnichannel.camel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omnichannel.platform.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jdbc.JdbcComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** One connection, asked by Camel, to a real PostgreSQL that tells what it has prepared. */
class CountedParametersTest {

    private static final String SQL = "select :?first::text as first, :?second::text as second";
    private static final int OFTEN = 20;

    private TestDatabase database;
    private SingleConnectionDataSource one;
    private CamelContext camel;

    @BeforeEach
    void start() throws SQLException {
        database = TestDatabase.create();
        Connection connection = database.connect();
        one = new SingleConnectionDataSource(connection, true);
        camel = new DefaultCamelContext();
        JdbcComponent jdbc = new JdbcConfiguration().jdbc();
        camel.addComponent("jdbc", jdbc);
        camel.getRegistry().bind("one", one);
        camel.start();
    }

    @AfterEach
    void stop() throws Exception {
        camel.close();
        one.destroy();
        database.close();
    }

    @Test
    void preparesAStatementOnceHoweverOftenItRuns() {
        for (int i = 0; i < OFTEN; i++) {
            assertThat(ask(SQL, Map.of("first", "a" + i, "second", "b" + i)))
                    .containsExactly(Map.of("first", "a" + i, "second", "b" + i));
        }

        // The driver prepares what has been run five times; from then on it is only run.
        List<Long> runs = new JdbcTemplate(one)
                .queryForList(
                        "select generic_plans + custom_plans from pg_prepared_statements where statement like 'select $1::text as first%'",
                        Long.class);
        assertThat(runs).singleElement().satisfies(number -> assertThat(number).isGreaterThanOrEqualTo(OFTEN - 5));
    }

    @Test
    void saysWhatTheDatabaseSaid() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> ask("select 1 / :?by::int as one", Map.of("by", 0)))
                    .rootCause()
                    .isInstanceOfSatisfying(SQLException.class, failed -> assertThat(failed.getSQLState())
                            .isEqualTo("22012"));
        }
    }

    @Test
    void runsStatementsWithoutParameters() {
        assertThat(ask("select 1 as one", Map.of()))
                .isEqualTo(ask("select 1 as one", Map.of()))
                .isNotEmpty();
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> ask(String sql, Map<String, Object> parameters) {
        return camel.createProducerTemplate()
                .requestBodyAndHeader(
                        "jdbc:one?useHeadersAsParameters=true&resetAutoCommit=false",
                        sql,
                        "CamelJdbcParameters",
                        parameters,
                        List.class);
    }
}
