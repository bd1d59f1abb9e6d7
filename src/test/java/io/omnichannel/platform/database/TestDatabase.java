package io.omnichannel.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import io.omnichannel.platform.postgres.DatabaseLogin;
import io.omnichannel.platform.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A migrated database of its own for a test class, on the one server of a Maven run in {@code target/test-data}.
 *
 * <p>In plain tests: {@code TestDatabase.create()}. With Spring: {@code @ContextConfiguration(initializers =
 * TestDatabase.Initializer.class)}, or {@link #register} from a {@code @DynamicPropertySource}.
 */
public final class TestDatabase implements AutoCloseable {

    private static final String TEMPLATE = "omni_template";

    /** Whether commits wait for the disk: for benchmarks. Nobody ends this server in the middle, so a test loses nothing. */
    private static final boolean DURABLE = Boolean.getBoolean("test.durable");

    private final DatabaseLogin login;

    private TestDatabase(DatabaseLogin login) {
        this.login = login;
    }

    /** Ready with roles and tables, empty of rows. */
    public static TestDatabase create() {
        return named(" template " + TEMPLATE);
    }

    /** With nothing in it. */
    static TestDatabase empty() {
        return named("");
    }

    private static TestDatabase named(String template) {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        Server.run(Server.admin(), "create database " + name + template);
        if (!DURABLE) {
            Server.run(Server.admin(), "alter database " + name + " set synchronous_commit = off");
        }
        return new TestDatabase(Server.on(name));
    }

    public String url() {
        return login.url();
    }

    public String user() {
        return login.user();
    }

    public String password() {
        return login.password();
    }

    /** The settings that make the program use this database. */
    public Map<String, Object> settings() {
        return Map.of(
                "spring.datasource.url", url(),
                "spring.datasource.username", user(),
                "spring.datasource.password", password());
    }

    public void register(DynamicPropertyRegistry registry) {
        settings().forEach((name, value) -> registry.add(name, () -> value));
    }

    /** As the administrator, whom no policy would hold: to prepare and to look. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), user(), password());
    }

    /** A pool as the program's {@code appDataSource}; close it. */
    public HikariDataSource appPool() {
        return PoolLimits.APP.pool("app", login, "set role " + DatabaseRoles.APP, 4);
    }

    /** What runs a tenant's statements, on a pool of {@link #appPool}. */
    public static TenantSql tenantSql(HikariDataSource pool) {
        return new TenantSql(pool);
    }

    /** A pool as the program's {@code intakeDataSource}; close it. */
    public HikariDataSource intakePool() {
        return PoolLimits.INTAKE.pool("intake", login, "set role " + DatabaseRoles.INTAKE, 16);
    }

    /** Runs statements as the administrator. */
    public void run(String sql) {
        Server.run(login, sql);
    }

    DatabaseServer server() {
        return serverAs(url(), user(), password());
    }

    static DatabaseServer serverAs(String url, String user, String password) {
        return DatabaseServer.open(new MockEnvironment()
                .withProperty("spring.datasource.url", url)
                .withProperty("spring.datasource.username", user)
                .withProperty("spring.datasource.password", password));
    }

    @Override
    public void close() {
        String name = url().substring(url().lastIndexOf('/') + 1);
        Server.run(Server.admin(), "drop database if exists " + name + " with (force)");
    }

    /** Gives an application context its own database. */
    public static final class Initializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("test-database", create().settings()));
            Server.PROGRAMS.add(context);
            context.addApplicationListener((ContextClosedEvent closed) -> Server.PROGRAMS.remove(context));
        }
    }

    /** Started by the first test that asks; stopped when the tests' process ends. */
    private static final class Server {

        private static final Path DIRECTORY = Path.of("target", "test-data");
        private static final String CONNECTIONS = "1000";
        private static final EmbeddedPostgres POSTGRES = start();
        private static final Set<ConfigurableApplicationContext> PROGRAMS = ConcurrentHashMap.newKeySet();

        private static EmbeddedPostgres start() {
            EmbeddedPostgres postgres = roomy(EmbeddedPostgres.start(DIRECTORY));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                // A program whose database is gone goes on looking for it while it stops.
                PROGRAMS.forEach(ConfigurableApplicationContext::close);
                postgres.close();
            }));
            removeOld(postgres.login());
            run(postgres.login(), "create database " + TEMPLATE);
            TestDatabase template = new TestDatabase(at(postgres.login(), TEMPLATE));
            try (DatabaseServer server = template.server()) {
                new DatabaseSchema(server, RoleSetup.create(server)).migrate();
            }
            return postgres;
        }

        /** Many programs of many tests keep their pools at the same time. */
        private static EmbeddedPostgres roomy(EmbeddedPostgres postgres) {
            if (single(postgres.login(), "show max_connections").equals(CONNECTIONS)) {
                return postgres;
            }
            run(postgres.login(), "alter system set max_connections = " + CONNECTIONS);
            postgres.close();
            return EmbeddedPostgres.start(DIRECTORY);
        }

        private static String single(DatabaseLogin login, String sql) {
            try (Connection connection = DriverManager.getConnection(login.url(), login.user(), login.password());
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getString(1);
            } catch (SQLException failed) {
                throw new IllegalStateException(sql, failed);
            }
        }

        private static void removeOld(DatabaseLogin login) {
            List<String> names = new ArrayList<>();
            try (Connection connection = DriverManager.getConnection(login.url(), login.user(), login.password());
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "select datname from pg_database where datname ~ '^test_' or datname = '" + TEMPLATE
                                    + "'")) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
            names.forEach(name -> run(login, "drop database " + name + " with (force)"));
        }

        static DatabaseLogin admin() {
            return POSTGRES.login();
        }

        static DatabaseLogin on(String database) {
            return at(POSTGRES.login(), database);
        }

        private static DatabaseLogin at(DatabaseLogin login, String database) {
            return new DatabaseLogin(login.url().replaceFirst("[^/]*$", database), login.user(), login.password());
        }

        static void run(DatabaseLogin login, String sql) {
            try (Connection connection = DriverManager.getConnection(login.url(), login.user(), login.password());
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException failed) {
                throw new IllegalStateException(sql, failed);
            }
        }
    }
}
