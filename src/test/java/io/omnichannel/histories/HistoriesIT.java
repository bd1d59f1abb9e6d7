package io.omnichannel.histories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.histories.Life.Surroundings;
import io.omnichannel.simulator.Faults.Fault;
import io.omnichannel.simulator.rest.TwilioRest;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

/**
 * Whatever customers, agents, operators, rules and providers do, in whatever order: what must always be true is. A build lives
 * the same histories each time, {@code -Dhistories.seed=random} others. The seed is printed; {@code -Dhistories.seed=…
 * -Dhistories.only=…} lives one history again, alone, {@code -Dhistories.like=…} lives it as often as there are histories.
 */
@Tag("faults")
@ServerTest
@Import(TellingAgent.class)
@TestPropertySource(
        properties = {
            "omnichannel.debounce=0s",
            "omnichannel.agent.word-delay=3ms",
            "omnichannel.answering=16",
            "omnichannel.sending=8",
            "omnichannel.agent.written-give-up-after=8s",
            "omnichannel.lease=10s",
            "omnichannel.poll=500ms",
            "omnichannel.look-after=300ms",
            "omnichannel.relay.speech-rate=15",
            "omnichannel.switching.look-again=1s",
            "omnichannel.switching.call-dropped=200ms sms whatsapp",
            "omnichannel.switching.call-retries=200ms 200ms",
            "omnichannel.database.pool-size=40",
            "omnichannel.database.intake-pool-size=16"
        })
class HistoriesIT {

    private static final String SEED = "862944";
    private static final int TENANTS = 24;
    private static final int AT_ONCE = 40;
    private static final int AT_FIRST = 8;
    private static final int SHOWN = 3;
    private static final String OPEN =
            """
            select 'lane ' || conversation_id from omni_lanes where ready_at is not null or lease_until is not null
            union all
            select status || ' ' || id from omni_outbox where status in ('queued', 'sending', 'unknown')
            union all
            select 'wish ' || id || coalesce(' ' || code, '') from omni_switch_wishes
            where status = 'waiting' and coalesce(code, '') <> 'no_address'
            union all
            select 'call ' || call_sid from omni_calls where ended_at is null
            union all
            select 'merge ' || id from omni_merge_suggestions where strength = 'strong' and status = 'pending'""";

    @Autowired
    World world;

    @Autowired
    TwilioRest twilio;

    @Autowired
    Environment environment;

    @AfterEach
    void calmDown() {
        twilio.faults().none();
        twilio.callbacks().faithful();
    }

    @Test
    void keepsWhatMustAlwaysBeTrueInEveryHistory() throws Exception {
        long seed = seed();
        int[] numbers = Integer.getInteger("histories.only") == null
                ? IntStream.range(0, Integer.getInteger("histories.count", 2_000))
                        .toArray()
                : new int[] {Integer.getInteger("histories.only")};
        long begin = System.nanoTime();
        try (HikariDataSource pool = eyes()) {
            JdbcTemplate database = new JdbcTemplate(pool);
            database.execute(new ClassPathResource("histories/witness.sql").getContentAsString(StandardCharsets.UTF_8));
            twilio.callbacks()
                    .seed(seed)
                    .shuffled()
                    .doubled(0.1)
                    .dropped(0.7)
                    .delayed(Duration.ofMillis(20), Duration.ofMillis(60));
            twilio.faults().seed(seed).slowness(Duration.ofMillis(10)).often(Fault.SLOW, 0.3);
            List<Life> lives = live(seed, numbers, database);
            Duration lived = Duration.ofNanos(System.nanoTime() - begin);
            List<String> open = rest(database);
            Duration rested = Duration.ofNanos(System.nanoTime() - begin);

            Map<Integer, List<String>> broken = judge(lives, database, lived, rested, seed);

            assertThat(open).as("what never came to rest, seed %d", seed).isEmpty();
            assertThat(broken)
                    .as("histories in which something is broken, seed %d", seed)
                    .isEmpty();
            assertThat(twilio.ledger().violations()).isEmpty();
            assertThat(twilio.mail().ledger().violations()).isEmpty();
        }
    }

    private static long seed() {
        String wanted = System.getProperty("histories.seed", SEED);
        return wanted.equals("random") ? RandomGenerator.getDefault().nextInt(1_000_000) : Long.parseLong(wanted);
    }

    private List<Life> live(long seed, int[] numbers, JdbcTemplate database) throws Exception {
        List<Tenant> tenants = Stream.generate(this::shop).limit(TENANTS).toList();
        Surroundings around =
                new Surroundings(world, twilio, new Desk(HttpClient.newHttpClient(), world.server()), database);
        List<Life> lives = IntStream.of(numbers)
                .mapToObj(number -> new Life(
                        History.of(seed, number, Integer.getInteger("histories.like", number)),
                        tenants.get(number % TENANTS),
                        around))
                .toList();
        // Into pools that are still filling not all come at once: whoever calls hears an apology soon.
        Semaphore room = new Semaphore(AT_FIRST);
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Life life : lives) {
                room.acquire();
                if (running.size() == AT_ONCE) {
                    room.release(AT_ONCE - AT_FIRST);
                }
                running.add(threads.submit(() -> {
                    try {
                        life.live();
                    } finally {
                        room.release();
                    }
                }));
            }
        }
        for (Future<?> one : running) {
            one.get();
        }
        return lives;
    }

    private static List<String> rest(JdbcTemplate database) {
        try {
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> database.queryForList(OPEN, String.class).isEmpty());
        } catch (ConditionTimeoutException never) {
            // Told below, with all the rest.
        }
        return database.queryForList(OPEN, String.class);
    }

    private Map<Integer, List<String>> judge(
            List<Life> lives, JdbcTemplate database, Duration lived, Duration rested, long seed) {
        Transactions transactions = new Transactions();
        Map<String, List<String>> left = transactions.judge(database);
        Map<Integer, Record> records = Record.read(database);
        Ledgers ledgers = new Ledgers(twilio);
        Map<Integer, List<String>> broken = new TreeMap<>();
        Map<Act, Integer> acts = new TreeMap<>();
        Map<String, Integer> switches = new TreeMap<>();
        int silent = 0;
        for (Life life : lives) {
            int number = life.history().number();
            Record record = records.get(number);
            List<String> wrong = new ArrayList<>(Judge.verdict(life, record, ledgers));
            record.conversations()
                    .forEach(conversation -> wrong.addAll(left.getOrDefault(conversation.id(), List.of())));
            wrong.addAll(transactions.judge(database, life.unanswered()));
            silent += life.unanswered().size();
            life.history().steps().forEach(step -> acts.merge(step.act(), 1, Integer::sum));
            record.conversations().forEach(conversation -> conversation
                    .switches()
                    .forEach(entry -> switches.merge(
                            entry.path("by").asText() + " "
                                    + reason(entry.path("reason").asText()),
                            1,
                            Integer::sum)));
            if (!wrong.isEmpty()) {
                wrong.forEach(what -> System.out.println("history " + number + " | " + what));
                broken.put(number, wrong);
                if (broken.size() <= SHOWN) {
                    System.out.printf(
                            "history %d of seed %d (-Dhistories.seed=%d -Dhistories.only=%d)%n%s%n%s%n%s%n",
                            number, seed, seed, number, life.history(), String.join("\n", wrong), record.shown());
                }
            }
        }
        if (lives.size() > AT_ONCE) {
            mustHaveLooked(database, transactions);
        }
        System.out.printf(
                "histories %d | steps %s | switches %s | merges %d | hand-offs %d | calls without the agent %d | left %d (looked %d, callback first %d)"
                        + " | broken %d | lived %.1f s, at rest after %.1f s | seed %d%n",
                lives.size(),
                acts,
                switches,
                count(database, "select count(*) from omni_merges"),
                count(database, "select count(distinct id) from witness where what = 'hand_over'"),
                silent,
                ledgers.all(),
                transactions.looked(),
                transactions.blind(),
                broken.size(),
                lived.toMillis() / 1000.0,
                rested.toMillis() / 1000.0,
                seed);
        return broken;
    }

    /** Whoever sees nothing finds nothing wrong. */
    private static void mustHaveLooked(JdbcTemplate database, Transactions transactions) {
        assertThat(transactions.looked()).as("sends whose look was seen").isGreaterThan(10 * transactions.blind());
        assertThat(database.queryForList("select distinct what from witness", String.class))
                .contains("consent", "sent", "hand_over", "conversation", "agent", "call");
    }

    private static String reason(String reason) {
        return reason.matches("h\\d+s\\d+e") ? "asked" : reason;
    }

    private static long count(JdbcTemplate database, String sql) {
        return database.queryForObject(sql, Long.class);
    }

    /** With a mail address, and somebody to be put through to. */
    private Tenant shop() {
        Tenant tenant = world.tenant(settings -> settings.put("transfer_number", "+33188999999"));
        world.database()
                .update(
                        "update omni_agent_configs set settings = jsonb_set(settings, '{channels_config,email,from}',"
                                + " to_jsonb('shop@' || tenant_id || '.example')) where tenant_id = ?",
                        tenant.id());
        return tenant;
    }

    private HikariDataSource eyes() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(environment.getRequiredProperty("spring.datasource.url"));
        pool.setUsername(environment.getRequiredProperty("spring.datasource.username"));
        pool.setPassword(environment.getRequiredProperty("spring.datasource.password"));
        pool.setMaximumPoolSize(6);
        return pool;
    }
}
