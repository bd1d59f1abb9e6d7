package io.omnichannel.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.omnichannel.platform.postgres.DatabaseLogin;
import java.time.Duration;

/**
 * How long a user of a pool waits at most, so that a database that hangs is an error and not a silence.
 *
 * @param connection for a free connection
 * @param statement for the server to end a statement, lock waits included
 * @param answer for any word from the server: it, the network or the disk hangs
 */
record PoolLimits(Duration connection, Duration statement, Duration answer) {

    /** A caller waits on the line. */
    static final PoolLimits INTAKE =
            new PoolLimits(Duration.ofMillis(1500), Duration.ofMillis(1500), Duration.ofSeconds(2));

    static final PoolLimits APP = new PoolLimits(Duration.ofSeconds(2), Duration.ofSeconds(8), Duration.ofSeconds(10));

    HikariDataSource pool(String name, DatabaseLogin login, String becomeRole, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(login.url());
        if (!login.user().isEmpty()) {
            config.setUsername(login.user());
            config.setPassword(login.password());
        }
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(connection.toMillis());
        config.setValidationTimeout(1000);
        config.setConnectionInitSql(sessionSettings(becomeRole));
        // The server may be away at this moment; the pool finds it when it is back.
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "omnichannel " + name);
        config.addDataSourceProperty("connectTimeout", "2");
        config.addDataSourceProperty("loginTimeout", "2");
        config.addDataSourceProperty("socketTimeout", Long.toString(answer.toSeconds()));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // The detail of an error quotes the row, and that is what a customer wrote.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return new HikariDataSource(config);
    }

    String sessionSettings(String becomeRole) {
        long limit = statement.toMillis();
        return (becomeRole.isEmpty() ? "" : becomeRole + "; ")
                + "set statement_timeout = " + limit
                + "; set lock_timeout = " + limit
                + "; set idle_in_transaction_session_timeout = 60000"
                // A plan made while the tables were empty would read them whole for as long as the connection lives;
                // and a statement of this size costs more to plan than to run. A queue is read along its index, as far
                // as is needed: a bitmap would gather all that waits first.
                + "; set enable_seqscan = off; set enable_bitmapscan = off; set plan_cache_mode = force_generic_plan";
    }
}
