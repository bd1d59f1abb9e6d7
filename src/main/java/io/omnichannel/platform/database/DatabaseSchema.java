package io.omnichannel.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Our tables, brought to what this program needs. Whatever else lives in the database is not looked at: our history has
 * its own name, and a schema with other people's tables in it counts as one without ours.
 */
final class DatabaseSchema {

    static final String HISTORY = "omni_schema_history";

    private final DatabaseServer server;
    private final DatabaseRoles roles;

    DatabaseSchema(DatabaseServer server, DatabaseRoles roles) {
        this.server = server;
        this.roles = roles;
    }

    /**
     * Runs what is missing, as the tables' owner.
     *
     * @return the names of the files that ran
     * @throws DatabaseException when one fails; what it did is undone
     */
    List<String> migrate() {
        try {
            // A schema that was made by hand is not made again.
            List<MigrationInfo> pending = pending();
            List<MigrationInfo> missing = missing(pending);
            String baseline = missing.size() == pending.size()
                    ? "0"
                    : pending.get(pending.size() - missing.size() - 1)
                            .getVersion()
                            .getVersion();
            return flyway().baselineOnMigrate(true).baselineVersion(baseline).load().migrate().migrations.stream()
                    .map(ran -> ran.filepath.substring(ran.filepath.lastIndexOf('/') + 1))
                    .toList();
        } catch (FlywayException failed) {
            throw new DatabaseException(
                    "The database could not be brought to what this program needs: " + failed.getMessage(), failed);
        }
    }

    /** @throws DatabaseException when files of {@code db/migration} were not run, with their names in order */
    void requireCurrent() {
        List<MigrationFile> missing = missing(pending()).stream()
                .map(migration -> MigrationFile.load(migration.getScript()))
                .toList();
        if (!missing.isEmpty()) {
            throw new DatabaseException(behind(missing));
        }
    }

    static String behind(List<MigrationFile> missing) {
        String undecided = missing.stream()
                .filter(file -> !file.isRecognisable())
                .map(MigrationFile::name)
                .collect(Collectors.joining(", "));
        return "The database is older than this program. Missing, in this order: "
                + missing.stream().map(MigrationFile::name).collect(Collectors.joining(", "))
                + ". Run: java -jar omnichannel-1.0.0.jar migrate, or the files of"
                + " db/migration in the jar by hand, or let the program do it with SPRING_FLYWAY_ENABLED=true."
                + (undecided.isEmpty()
                        ? ""
                        : " What " + undecided + " does leaves no table, column or index to tell by, so only migrate,"
                                + " which keeps a history, can say that it was run.");
    }

    private List<MigrationInfo> pending() {
        return Arrays.asList(flyway().load().info().pending());
    }

    /** From the first file on that neither the history nor the database itself knows. */
    private List<MigrationInfo> missing(List<MigrationInfo> pending) {
        List<MigrationFile> files = pending.stream()
                .map(migration -> MigrationFile.load(migration.getScript()))
                .toList();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            if (roles.separated()) {
                statement.execute(roles.become(DatabaseRoles.OWNER));
            }
            int applied = 0;
            while (applied < files.size() && files.get(applied).isApplied(connection, droppedAfter(files, applied))) {
                applied++;
            }
            return pending.subList(applied, pending.size());
        } catch (SQLException failed) {
            throw new DatabaseException("The database's schema could not be read: " + failed.getMessage(), failed);
        }
    }

    private static Set<String> droppedAfter(List<MigrationFile> files, int index) {
        Set<String> dropped = new HashSet<>();
        new ArrayList<>(files.subList(index + 1, files.size())).forEach(later -> dropped.addAll(later.drops()));
        return dropped;
    }

    private FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource(
                        server.login().url(),
                        server.login().user(),
                        server.login().password())
                .initSql(roles.become(DatabaseRoles.OWNER))
                .locations("classpath:db/migration")
                .table(HISTORY)
                .createSchemas(false)
                .validateMigrationNaming(true)
                .cleanDisabled(true);
    }
}
