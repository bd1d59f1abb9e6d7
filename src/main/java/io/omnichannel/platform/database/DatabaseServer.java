package io.omnichannel.platform.database;

import io.omnichannel.platform.postgres.DatabaseLogin;
import io.omnichannel.platform.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/** The server that holds our database: the given one, else one of our own that lives as long as this object. */
public final class DatabaseServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseServer.class);
    private static final String SCHEME = "jdbc:postgresql:";

    private final DatabaseLogin login;
    private final String place;
    private final EmbeddedPostgres embedded;

    private DatabaseServer(DatabaseLogin login, String place, EmbeddedPostgres embedded) {
        this.login = login;
        this.place = place;
        this.embedded = embedded;
    }

    /** Takes {@code spring.datasource.*}, else starts a server under {@code omnichannel.data-dir}. */
    static DatabaseServer open(Environment settings) {
        String url = settings.getProperty("spring.datasource.url", "").strip();
        if (url.isEmpty()) {
            String dataDir = settings.getProperty("omnichannel.data-dir", "./data");
            if (dataDir.isBlank()) {
                throw new DatabaseException("OMNICHANNEL_DATA_DIR (omnichannel.data-dir) is empty: name the folder that"
                        + " the embedded database is in, or leave it out for ./data.");
            }
            return embedded(Path.of(dataDir));
        }
        if (!url.startsWith(SCHEME)) {
            throw new DatabaseException("SPRING_DATASOURCE_URL must begin with " + SCHEME
                    + "//: the database is PostgreSQL 15 or newer. Leave it empty to use the embedded one.");
        }
        return new DatabaseServer(
                new DatabaseLogin(
                        url,
                        settings.getProperty("spring.datasource.username", ""),
                        settings.getProperty("spring.datasource.password", "")),
                withoutSecrets(url),
                null);
    }

    private static DatabaseServer embedded(Path dataDir) {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(dataDir);
        String place = dataDir.toAbsolutePath().normalize().toString();
        LOG.info(
                "Embedded PostgreSQL {} in {} (pid {})",
                postgres.adopted() ? "was still running and is taken over" : "started",
                place,
                postgres.pid());
        return new DatabaseServer(postgres.login(), place, postgres);
    }

    DatabaseLogin login() {
        return login;
    }

    /** The data directory, or the address without user, password and options: fit for a log. */
    public String place() {
        return place;
    }

    /** Whether the server is our own, under the data directory. */
    public boolean isEmbedded() {
        return embedded != null;
    }

    /** A connection as the login itself, for what comes before roles and pools. */
    Connection connect() {
        Properties properties = new Properties();
        if (!login.user().isEmpty()) {
            properties.put("user", login.user());
            properties.put("password", login.password());
        }
        properties.put("loginTimeout", "10");
        try {
            return new Driver().connect(login.url(), properties);
        } catch (SQLException refused) {
            throw new DatabaseException(
                    "The database at " + place + " does not let us in: " + refused.getMessage()
                            + " Check SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD,"
                            + " or leave them empty to use the embedded database.",
                    refused);
        }
    }

    private static String withoutSecrets(String url) {
        return url.replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//");
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
            LOG.info("Embedded PostgreSQL stopped");
        }
    }
}
