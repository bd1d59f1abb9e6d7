package io.omnichannel.platform.postgres;

import io.omnichannel.platform.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A PostgreSQL of our own under a data directory, as durable as any: what was committed survives the death of this
 * process and of PostgreSQL itself. Listens on 127.0.0.1 only, on a free port. One process a directory.
 *
 * <p>Safe for use by several threads. While it is open, a server that dies is started again on the same port.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private final DirectoryLock lock;
    private final PostgresServer server;
    private final DatabaseLogin login;
    private final boolean adopted;
    private final Watchdog watchdog;

    private EmbeddedPostgres(DirectoryLock lock, PostgresServer server, boolean adopted) {
        this.lock = lock;
        this.server = server;
        this.adopted = adopted;
        this.login = server.login();
        this.watchdog = Watchdog.over(server);
    }

    /**
     * Starts the server, or takes over the one that a killed process left running.
     *
     * @param dataDir made with mode 0700 when missing
     * @throws EmbeddedPostgresException with a sentence that says what to do
     */
    public static EmbeddedPostgres start(Path dataDir) {
        return start(dataDir, dataDir);
    }

    /** @param programs where PostgreSQL's programs are unpacked */
    static EmbeddedPostgres start(Path dataDir, Path programs) {
        Path directory = dataDir.toAbsolutePath().normalize();
        try {
            PrivateFile.createDirectories(directory);
        } catch (IOException failed) {
            throw new EmbeddedPostgresException(
                    "The data directory " + directory + " cannot be made (" + failed.getMessage()
                            + "). Name another one with OMNICHANNEL_DATA_DIR.",
                    failed);
        }
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            PostgresBinaries binaries =
                    PostgresBinaries.in(programs.toAbsolutePath().normalize());
            Account account = Account.choose(directory, Cluster.filesIn(directory));
            Programs runner = new Programs(account, directory);
            PostgresServer server = new PostgresServer(Cluster.in(directory, binaries, runner), binaries, runner);
            boolean adopted = server.adopt();
            if (!adopted) {
                server.start();
            }
            server.createDatabase();
            return new EmbeddedPostgres(lock, server, adopted);
        } catch (RuntimeException | Error failed) {
            lock.close();
            throw failed;
        }
    }

    /** The program's database, as its administrator. The same as long as this server is open. */
    public DatabaseLogin login() {
        return login;
    }

    /** Whether the server was running already, left by a process that was killed. */
    public boolean adopted() {
        return adopted;
    }

    /** The server's process; another one after a restart. */
    public long pid() {
        return server.pid();
    }

    /** Stops the server in order and lets go of the directory. */
    @Override
    public void close() {
        watchdog.close();
        try {
            server.stop();
        } finally {
            lock.close();
        }
    }
}
