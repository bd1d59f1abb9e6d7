package io.omnichannel.platform.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many connections we hold. Each commit waits for the disk, so the best number follows the disk, not the CPU.
 *
 * @param poolSize for everything that knows its tenant
 * @param intakePoolSize for webhooks and the claims of work
 */
@ConfigurationProperties("omnichannel.database")
record DatabaseSettings(@DefaultValue("16") int poolSize, @DefaultValue("16") int intakePoolSize) {

    // What PostgreSQL keeps for its administrator, and what looks after the server.
    private static final int KEPT_FREE = 8;

    /**
     * Before an operator's own server there may be a pooler, which takes more than the server does: only ours is asked.
     *
     * @throws DatabaseException when the server takes fewer connections than the pools hold
     */
    void requireRoomAt(DatabaseServer server) {
        if (!server.isEmbedded()) {
            return;
        }
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_setting('max_connections')::int")) {
            row.next();
            requireRoomIn(row.getInt(1));
        } catch (SQLException away) {
            throw new DatabaseException("The database at " + server.place() + " does not answer", away);
        }
    }

    void requireRoomIn(int most) {
        if (poolSize + intakePoolSize > most - KEPT_FREE) {
            throw new DatabaseException(
                    "omnichannel.database.pool-size (OMNICHANNEL_DATABASE_POOL_SIZE) and"
                            + " omnichannel.database.intake-pool-size (OMNICHANNEL_DATABASE_INTAKE_POOL_SIZE) are "
                            + poolSize
                            + " and " + intakePoolSize + ": together they must not be more than " + (most - KEPT_FREE)
                            + ", for the embedded database takes " + most
                            + " connections. Lower them, or raise max_connections in postgres/postgresql.conf of the data directory.");
        }
    }
}
