package io.omnichannel.platform.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;

/** Makes the roles where the login may, and finds out whether they can be used. */
final class RoleSetup {

    private static final Logger LOG = LoggerFactory.getLogger(RoleSetup.class);

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    // The first sentence that is true; none: the roles can be used.
    private static final String WHY_NOT =
            """
            select case
              when (select count(*) from pg_roles
                    where rolname in ('omni_owner', 'omni_app', 'omni_intake')
                      and pg_has_role(current_user, oid,
                            case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end)) < 3
                then 'the login may not work as omni_owner, omni_app and omni_intake'
              when exists (select from pg_roles where rolname = 'omni_app' and (rolbypassrls or rolsuper))
                then 'omni_app bypasses row-level security'
              when not exists (select from pg_roles where rolname = 'omni_intake' and rolbypassrls)
                then 'omni_intake does not bypass row-level security'
              when not has_schema_privilege('omni_owner', current_schema(), 'create')
                then 'omni_owner may not create tables in the schema ' || current_schema()
              when exists (select from pg_class
                           where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
                             and relname like 'omni\\_%' and relname <> 'omni_schema_history'
                             and not (has_table_privilege('omni_app', oid, 'insert')
                                      and has_table_privilege('omni_intake', oid, 'insert')))
                then 'omni_app and omni_intake may not write to the tables'
            end
            """;

    private RoleSetup() {}

    /** Runs {@code db/roles.sql}; on a server whose login may not make roles nothing changes. */
    static DatabaseRoles create(DatabaseServer server) {
        try (Connection connection = server.connect()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(new ClassPathResource("db/roles.sql").getContentAsString(StandardCharsets.UTF_8));
                connection.commit();
            } catch (SQLException refused) {
                connection.rollback();
                if (!INSUFFICIENT_PRIVILEGE.equals(refused.getSQLState())) {
                    throw refused;
                }
                LOG.debug("The database's login may not make roles: {}", refused.getMessage());
            }
            return inspect(connection);
        } catch (SQLException | IOException failed) {
            throw new DatabaseException(
                    "The database roles could not be made: " + failed.getMessage() + " Run db/roles.sql by hand.",
                    failed);
        }
    }

    /** Finds out without changing anything. */
    static DatabaseRoles inspect(DatabaseServer server) {
        try (Connection connection = server.connect()) {
            return inspect(connection);
        } catch (SQLException failed) {
            throw new DatabaseException("The database roles could not be read: " + failed.getMessage(), failed);
        }
    }

    private static DatabaseRoles inspect(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(WHY_NOT)) {
            row.next();
            String reason = row.getString(1);
            return new DatabaseRoles(reason == null, reason == null ? "" : reason);
        }
    }
}
