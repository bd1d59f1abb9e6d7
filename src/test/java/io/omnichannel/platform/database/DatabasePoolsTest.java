package io.omnichannel.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.omnichannel.platform.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database beans as the program gets them, on a real server each time. */
class DatabasePoolsTest {

    private final TestDatabase database = TestDatabase.create();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void worksAsOneRoleForTenantsAndAsAnotherForIntake() {
        try (ConfigurableApplicationContext context = program()) {
            assertThat(context.getBean(DatabaseRoles.class)).isEqualTo(new DatabaseRoles(true, ""));
            assertThat(currentUser(context, "appJdbc")).isEqualTo("omni_app");
            assertThat(currentUser(context, "intakeJdbc")).isEqualTo("omni_intake");
            assertThat(context.getBean(JdbcClient.class)).isSameAs(context.getBean("appJdbc"));
            assertThat(context.getBean(DatabaseProbe.class).state().up()).isTrue();
            assertThat(context.getBean("appDataSource", HikariDataSource.class).getMaximumPoolSize())
                    .isEqualTo(16);
        }
    }

    @Test
    void worksAsTheLoginWhereThereAreNoRoles() {
        database.run("do $$ begin if to_regrole('plain_user') is null then"
                + " create role plain_user login password 'plain'; end if; end $$");
        try (TestDatabase empty = TestDatabase.empty()) {
            String emptyName = empty.url().substring(empty.url().lastIndexOf('/') + 1);
            empty.run("alter database " + emptyName + " owner to plain_user");

            try (ConfigurableApplicationContext context = program(
                    "spring.datasource.url=" + empty.url(),
                    "spring.datasource.username=plain_user",
                    "spring.datasource.password=plain")) {
                assertThat(context.getBean(DatabaseRoles.class).separated()).isFalse();
                assertThat(currentUser(context, "intakeJdbc")).isEqualTo("plain_user");
            }
        }
    }

    @Test
    void refusesAnOlderSchemaWhenMigrationsAreRunByHand() {
        try (TestDatabase empty = TestDatabase.empty()) {
            assertThatThrownBy(() -> program("spring.flyway.enabled=false", "spring.datasource.url=" + empty.url()))
                    .hasRootCauseInstanceOf(DatabaseException.class)
                    .rootCause()
                    .hasMessageContaining("V1__tenants.sql, V2__conversations.sql");
        }
    }

    @Test
    void givesUpOnALockBeforeTheCallerDoes() throws Exception {
        try (HikariDataSource intake = database.intakePool();
                Connection holder = database.connect()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("lock table omni_tenants");

            assertThatThrownBy(() -> JdbcClient.create(intake)
                            .sql("select count(*) from omni_tenants")
                            .query(Long.class)
                            .single())
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .asInstanceOf(InstanceOfAssertFactories.type(SQLException.class))
                    .extracting(SQLException::getSQLState)
                    .as("the server's limit for a lock or a statement, not the connection's for an answer")
                    .isIn("55P03", "57014");
        }
    }

    @Test
    void stopsTheEmbeddedServerAfterEverythingElse(@TempDir Path data) {
        try (ConfigurableApplicationContext context =
                program("spring.datasource.url=", "omnichannel.data-dir=" + data)) {
            assertThat(context.getBean(DatabaseServer.class).isEmbedded()).isTrue();
            assertThat(currentUser(context, "appJdbc")).isEqualTo("omni_app");
        }

        // Nothing is left running: the directory is free, and no server is there to be taken over.
        try (EmbeddedPostgres next = EmbeddedPostgres.start(data)) {
            assertThat(next.adopted()).isFalse();
        }
    }

    private static String currentUser(ConfigurableApplicationContext context, String client) {
        return context.getBean(client, JdbcClient.class)
                .sql("select current_user::text")
                .query(String.class)
                .single();
    }

    private ConfigurableApplicationContext program(String... more) {
        return new SpringApplicationBuilder(DatabaseConfiguration.class)
                .web(WebApplicationType.NONE)
                .properties(database.settings())
                .run(Arrays.stream(more).map(each -> "--" + each).toArray(String[]::new));
    }
}
