package io.omnichannel;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.simulator.TwilioAccount;
import io.omnichannel.simulator.call.CallSetup;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.call.Simulator;
import io.omnichannel.simulator.rest.TwilioRest;
import io.omnichannel.twilio.TwilioAccounts;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What is around the server in a test: tenants with their numbers, callers, and eyes on the database. */
@TestComponent
public class World implements AutoCloseable {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Simulator simulator = new Simulator();
    private final ObjectMapper json;
    private final HikariDataSource pool;
    private final JdbcTemplate database;
    private final TwilioAccounts accounts;
    private final Environment environment;
    private final ListableBeanFactory server;
    private final Complaints complaints;

    World(ObjectMapper json, TwilioAccounts accounts, Environment environment, ListableBeanFactory server) {
        this.server = server;
        this.json = json;
        this.environment = environment;
        this.pool = pool();
        this.database = new JdbcTemplate(pool);
        this.accounts = accounts;
        this.complaints = Complaints.of(server.getBeanProvider(TwilioRest.class));
    }

    /** A tenant and the number it is called at. */
    public record Tenant(String id, String number) {}

    /** A tenant with the defaults but for what is changed; its quiet hours are two minutes, twelve hours from now. */
    public Tenant tenant(Consumer<ObjectNode> changes) {
        int number = NUMBERS.incrementAndGet();
        Tenant tenant = new Tenant("tenant-" + number, "+3318800%04d".formatted(number));
        ObjectNode settings = json.valueToTree(AgentDefaults.settings());
        LocalTime quiet = LocalTime.now(ZoneId.of("Europe/Paris"))
                .truncatedTo(ChronoUnit.MINUTES)
                .plusHours(12);
        settings.putArray("quiet_hours")
                .add(quiet.toString())
                .add(quiet.plusMinutes(2).toString());
        changes.accept(settings);
        database.update("insert into omni_tenants values (?)", tenant.id());
        database.update(
                "insert into omni_agent_configs (tenant_id, id, settings) values (?, ?, ?::jsonb)",
                tenant.id(),
                Uuid7.next(),
                settings.toString());
        database.update(
                "insert into omni_phone_mappings (tenant_id, id, phone_number) values (?, ?, ?)",
                tenant.id(),
                Uuid7.next(),
                tenant.number());
        return tenant;
    }

    public URI server() {
        return URI.create("http://localhost:" + environment.getRequiredProperty("local.server.port"));
    }

    public TwilioAccount account() {
        return TwilioAccount.of(server(), accounts.primary());
    }

    public Simulator simulator() {
        return simulator;
    }

    public CallSetup setup(Tenant tenant) {
        return CallSetup.of(account()).to(tenant.number()).listener(complaints.ofCalls());
    }

    /** This test provokes a complaint of Twilio's or SendGrid's double; any other fails the test. @param rule a part of it */
    public void expected(String rule) {
        complaints.expect(rule);
    }

    Complaints complaints() {
        return complaints;
    }

    /** A call that has been answered by the agent. */
    public SimulatedCall call(Tenant tenant) {
        return simulator.call(setup(tenant)).awaitConnected();
    }

    /** The timeline of a call's conversation, an entry a line: {@code role: content}. */
    public List<String> timeline(String callSid) {
        return database.queryForList(
                """
                select m.sender_role || ': ' || m.content from omni_messages m
                join omni_calls c on c.tenant_id = m.tenant_id and c.conversation_id = m.conversation_id
                where c.call_sid = ? order by m.seq""",
                String.class,
                callSid);
    }

    /** The ledger of a call's turns, the first one first. */
    public List<Map<String, Object>> turns(String callSid) {
        return database.queryForList(
                """
                select t.* from omni_turns t join omni_calls c on c.tenant_id = t.tenant_id and c.id = t.call_id
                where c.call_sid = ? order by t.number""",
                callSid);
    }

    public Map<String, Object> storedCall(String callSid) {
        return database.queryForMap("select * from omni_calls where call_sid = ?", callSid);
    }

    /** The one conversation of a tenant. */
    public String conversation(Tenant tenant) {
        return database.queryForObject(
                "select id::text from omni_conversations where tenant_id = ?", String.class, tenant.id());
    }

    public long count(String table, Tenant tenant) {
        return database.queryForObject(
                "select count(*) from " + table + " where tenant_id = ?", Long.class, tenant.id());
    }

    /** The database as its administrator sees it: for one statement at a time, without settings of a session. */
    public JdbcTemplate database() {
        return database;
    }

    /** A connection of the administrator's for a test alone, to hold locks with or to set what it likes; close it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                environment.getRequiredProperty("spring.datasource.url"),
                environment.getRequiredProperty("spring.datasource.username"),
                environment.getRequiredProperty("spring.datasource.password"));
    }

    /** The same server, from beside the database: for taking the database away. */
    public JdbcTemplate administrator() {
        return new JdbcTemplate(new DriverManagerDataSource(
                environment.getRequiredProperty("spring.datasource.url").replaceFirst("[^/]*$", "postgres"),
                environment.getRequiredProperty("spring.datasource.username"),
                environment.getRequiredProperty("spring.datasource.password")));
    }

    /** Nobody gets in any more, and who is in is thrown out. */
    public void takeDatabaseAway() {
        String name = database.queryForObject("select current_database()", String.class);
        administrator().execute("alter database " + name + " allow_connections false");
        administrator().queryForList("select pg_terminate_backend(pid) from pg_stat_activity where datname = ?", name);
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    /** Whoever knocks gets in again; what the program has of connections is its own affair. */
    public void openDatabase() {
        String url = environment.getRequiredProperty("spring.datasource.url");
        administrator()
                .execute("alter database " + url.replaceFirst("^.*/", "").replaceFirst("\\?.*$", "")
                        + " allow_connections true");
    }

    /** Whoever asks next asks over a new connection: those that were ended count as good for half a second. */
    public void giveDatabaseBack() {
        openDatabase();
        server.getBeansOfType(HikariDataSource.class).values().forEach(pool -> pool.getHikariPoolMXBean()
                .softEvictConnections());
    }

    /** A new connection takes a hundred times as long as what is asked over it. */
    private HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setPoolName("world");
        config.setJdbcUrl(environment.getRequiredProperty("spring.datasource.url"));
        config.setUsername(environment.getRequiredProperty("spring.datasource.username"));
        config.setPassword(environment.getRequiredProperty("spring.datasource.password"));
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        // Tests change tables; a plan that is kept would not fit them any more.
        config.addDataSourceProperty("prepareThreshold", "0");
        return new HikariDataSource(config);
    }

    @Override
    public void close() {
        simulator.close();
        pool.close();
    }
}
