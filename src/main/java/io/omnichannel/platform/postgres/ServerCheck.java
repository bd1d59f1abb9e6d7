package io.omnichannel.platform.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.util.PSQLState;

/** What is asked of a running server over its port, as its administrator. */
final class ServerCheck {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private ServerCheck() {}

    static DatabaseLogin login(PostmasterFile process, Cluster cluster, String database) {
        return new DatabaseLogin(
                "jdbc:postgresql://127.0.0.1:" + process.port() + "/" + database, Cluster.ADMIN, cluster.password());
    }

    /**
     * Waits while a living server recovers or stops.
     *
     * @return the server as it writes about itself now; not running when it has stopped meanwhile
     * @throws EmbeddedPostgresException when it lives but is not ours
     */
    static PostmasterFile awaitConnections(PostmasterFile found, Cluster cluster) {
        long end = System.nanoTime() + Programs.PATIENCE.toNanos();
        PostmasterFile server = found;
        while (server.isRunning()) {
            try (Connection connection = connect(server, cluster, "postgres")) {
                requireSameFiles(connection, server, cluster.files());
                return server;
            } catch (SQLException refused) {
                if (isWrongPassword(refused) || System.nanoTime() > end) {
                    throw notOurs(server, cluster, refused);
                }
            }
            sleep();
            server = PostmasterFile.in(cluster.files()).orElse(server);
        }
        return server;
    }

    static void createDatabase(PostmasterFile process, Cluster cluster) throws SQLException {
        try (Connection connection = connect(process, cluster, "postgres");
                Statement statement = connection.createStatement()) {
            String name = PostgresServer.DATABASE;
            try (ResultSet found = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database " + name);
        }
    }

    private static Connection connect(PostmasterFile process, Cluster cluster, String database) throws SQLException {
        if (process.port() == 0) {
            throw new SQLException("The server has not written its port yet");
        }
        DatabaseLogin login = login(process, cluster, database);
        Properties properties = new Properties();
        properties.put("user", login.user());
        properties.put("password", login.password());
        properties.put("connectTimeout", "5");
        properties.put("socketTimeout", "60");
        return new Driver().connect(login.url(), properties);
    }

    private static void requireSameFiles(Connection connection, PostmasterFile server, Path files) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show data_directory")) {
            row.next();
            Path served = Path.of(row.getString(1));
            if (!Files.isSameFile(served, files)) {
                throw new EmbeddedPostgresException("The server that " + files + " names (pid " + server.pid()
                        + ") serves " + served + ". Stop it and delete " + files.resolve("postmaster.pid") + ".");
            }
        } catch (java.io.IOException moved) {
            throw new EmbeddedPostgresException(
                    "The server with pid " + server.pid() + " serves a directory that is gone; stop it.", moved);
        }
    }

    private static boolean isWrongPassword(SQLException refused) {
        return PSQLState.INVALID_PASSWORD.getState().equals(refused.getSQLState());
    }

    private static EmbeddedPostgresException notOurs(PostmasterFile server, Cluster cluster, SQLException cause) {
        return new EmbeddedPostgresException(
                "A PostgreSQL (pid " + server.pid() + ") runs over " + cluster.files()
                        + ", but does not let us in: " + cause.getMessage()
                        + ". Stop it with: kill -INT " + server.pid() + ", then start again.",
                cause);
    }

    private static void sleep() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("Interrupted while waiting for PostgreSQL.", stopping);
        }
    }
}
