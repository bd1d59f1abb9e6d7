package io.omnichannel.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class DatabaseSchemaTest {

    private final TestDatabase database = TestDatabase.empty();
    private final JdbcClient admin = clientAs(database.user(), database.password());

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void leavesOtherPeoplesTablesAndTheirFlywayHistoryAlone() {
        database.run(
                """
                create table tenants (id int);
                insert into tenants values (7);
                create table flyway_schema_history (installed_rank int primary key, script text);
                insert into flyway_schema_history values (1, 'V1__theirs.sql')
                """);

        migrate();

        assertThat(names("select id::text from tenants")).containsExactly("7");
        assertThat(names("select script from flyway_schema_history")).containsExactly("V1__theirs.sql");
        assertThat(names("select tablename from pg_tables where schemaname = 'public'"))
                .filteredOn(name -> !name.startsWith("omni_"))
                .containsExactlyInAnyOrder("tenants", "flyway_schema_history");
        assertThat(names("select script from omni_schema_history where type = 'SQL' order by installed_rank"))
                .contains("V1__tenants.sql");
    }

    @Test
    void hasTheIndexesOfTheContract() {
        migrate();

        assertThat(names("select indexname from pg_indexes where schemaname = 'public'"))
                .contains(
                        "idx_omni_agent_configs_tenant",
                        "idx_omni_conversations_tenant",
                        "idx_omni_conversations_status",
                        "idx_omni_conversations_sid",
                        "idx_omni_messages_conversation",
                        "idx_omni_messages_created");
    }

    @Test
    void doesNothingTheSecondTime() {
        assertThat(migrate()).isNotEmpty();

        assertThat(migrate()).isEmpty();
    }

    @Test
    void namesEveryFileThatAnEmptyDatabaseLacks() {
        assertThatThrownBy(this::requireCurrent)
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("V1__tenants.sql, V2__conversations.sql, V3__calls.sql")
                .hasMessageContaining("migrate");
    }

    @Test
    void acceptsASchemaThatWasMadeByHandAndTakesItOverLater() throws IOException {
        runByHand("V1__tenants.sql", "V2__conversations.sql");
        assertThatThrownBy(this::requireCurrent)
                .hasMessageContaining("V3__calls.sql")
                .hasMessageNotContaining("V2__conversations.sql");

        List<String> ran = migrate();

        assertThat(ran).contains("V3__calls.sql").doesNotContain("V1__tenants.sql", "V2__conversations.sql");
        requireCurrent();
    }

    @Test
    void acceptsAFileThatWasRunByHandAfterTheProgramRanTheOthers() throws IOException {
        migrate();
        database.run("delete from omni_schema_history where version = '3'");

        requireCurrent();
    }

    @Test
    void knowsEveryMigrationByWhatItMakes() throws IOException {
        for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/V*.sql")) {
            assertThat(MigrationFile.load(file.getFilename()).makes())
                    .as(file.getFilename())
                    .isNotEmpty();
        }
    }

    @Test
    void readsWhatAMigrationMakesAndDrops() {
        MigrationFile file = MigrationFile.parse(
                "V9__example.sql",
                """
                -- create table omni_commented (id int);
                create table if not exists omni_notes (id int);
                CREATE UNIQUE INDEX CONCURRENTLY omni_notes_id ON omni_notes (id);
                alter table omni_calls add column if not exists colour text, drop column ticket;
                drop table if exists omni_old;
                """);

        assertThat(file.makes()).containsExactlyInAnyOrder("omni_notes", "omni_notes_id", "omni_calls.colour");
        assertThat(file.drops()).containsExactlyInAnyOrder("omni_calls.ticket", "omni_old");
    }

    @Test
    void takesAFileThatMakesNothingForOneThatWasNotRun() throws SQLException {
        MigrationFile file = MigrationFile.parse("V9__rows.sql", "update omni_calls set status = 'completed'");

        try (Connection connection = database.server().connect()) {
            assertThat(file.isApplied(connection, Set.of())).isFalse();
        }
        assertThat(DatabaseSchema.behind(List.of(file)))
                .contains("Missing, in this order: V9__rows.sql.")
                .contains("What V9__rows.sql does leaves no table, column or index to tell by");
    }

    @Test
    void runsWithoutRolesWhereTheLoginMayNotMakeThem() {
        DatabaseServer server = asPlainLogin();

        DatabaseRoles roles = RoleSetup.create(server);
        List<String> ran = new DatabaseSchema(server, roles).migrate();

        // The roles exist on this server already, made for other databases; the login may not use them.
        assertThat(roles.separated()).isFalse();
        assertThat(roles.reason()).contains("may not work as omni_owner");
        assertThat(ran).contains("V1__tenants.sql");
    }

    @Test
    void handsTablesOverToTheOwnerWhenRolesArriveLater() {
        DatabaseServer plain = asPlainLogin();
        new DatabaseSchema(plain, RoleSetup.create(plain)).migrate();

        migrate();

        assertThat(names("select distinct tableowner from pg_tables where tablename like 'omni\\_%'"))
                .containsExactly("omni_owner");
        assertThat(RoleSetup.inspect(database.server()).separated()).isTrue();
    }

    /** A login that owns the database and nothing else. */
    private DatabaseServer asPlainLogin() {
        String name = database.url().substring(database.url().lastIndexOf('/') + 1);
        database.run("do $$ begin if to_regrole('plain_login') is null then"
                + " create role plain_login login password 'plain'; end if; end $$");
        database.run("alter database " + name + " owner to plain_login");
        return TestDatabase.serverAs(database.url(), "plain_login", "plain");
    }

    private List<String> migrate() {
        DatabaseServer server = database.server();
        return new DatabaseSchema(server, RoleSetup.create(server)).migrate();
    }

    private void requireCurrent() {
        DatabaseServer server = database.server();
        new DatabaseSchema(server, RoleSetup.inspect(server)).requireCurrent();
    }

    private void runByHand(String... files) throws IOException {
        database.run(new ClassPathResource("db/roles.sql").getContentAsString(StandardCharsets.UTF_8));
        for (String file : files) {
            database.run("set role omni_owner; "
                    + new ClassPathResource("db/migration/" + file).getContentAsString(StandardCharsets.UTF_8));
        }
    }

    private List<String> names(String sql) {
        return admin.sql(sql).query(String.class).list();
    }

    private JdbcClient clientAs(String user, String password) {
        return JdbcClient.create(new DriverManagerDataSource(database.url(), user, password));
    }
}
