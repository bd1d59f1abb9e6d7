package io.omnichannel.agent.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.omnichannel.agent.Agent;
import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.Identity;
import io.omnichannel.agent.Memory;
import io.omnichannel.agent.Mood;
import io.omnichannel.agent.ScriptedAgent;
import io.omnichannel.agent.Summariser;
import io.omnichannel.agent.Toolbox;
import io.omnichannel.agent.Turn;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Line;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.platform.database.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;

/** The agent with everything it needs, on a real database and real sockets; nothing is waited for less than a minute where the test does not say so. */
final class ModelHouse implements AutoCloseable {

    static final ObjectMapper JSON = Jackson2ObjectMapperBuilder.json().build();

    private static final AtomicInteger HOUSES = new AtomicInteger();

    private final String tenant = "house-" + HOUSES.incrementAndGet();
    private final Map<String, Object> settings = new HashMap<>();
    private final StaticListableBeanFactory beans = new StaticListableBeanFactory();
    private Models models;
    private DayLedger ledger;
    private Summariser summariser;
    private final UUID conversation = Uuid7.next();
    private final UUID contact = Uuid7.next();
    private final UUID call = Uuid7.next();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private Clock clock = Clock.systemUTC();

    ModelHouse() {
        Ground.DATABASE.run("insert into omni_tenants values ('" + tenant + "')");
        for (String wait : List.of(
                "filler-after",
                "hedge-after",
                "apology-after",
                "give-up-after",
                "stall-after",
                "written-hedge-after",
                "written-give-up-after",
                "turn-time")) {
            set("agent." + wait, "1m");
        }
    }

    /** One database for all of them; each has its tenant. */
    private static final class Ground {

        static final TestDatabase DATABASE = TestDatabase.create();
        static final HikariDataSource POOL = DATABASE.appPool();
    }

    ModelHouse set(String name, Object value) {
        settings.put("omnichannel." + name, value.toString());
        return this;
    }

    /** What was set is not. */
    ModelHouse asShipped(String... names) {
        List.of(names).forEach(name -> settings.remove("omnichannel." + name));
        return this;
    }

    ModelHouse model(URI url) {
        return set("llm-base-url", url).set("llm-model", "first").set("llm-api-key", "key");
    }

    ModelHouse second(URI url) {
        return set("llm-fallback-base-url", url).set("llm-fallback-model", "second");
    }

    ModelHouse with(Toolbox toolbox) {
        beans.addBean("toolbox", toolbox);
        return this;
    }

    /** The agent with the settings so far; a house has one. */
    Agent agent() {
        Binder binder = new Binder(new MapConfigurationPropertySource(settings));
        ModelSettings model = binder.bindOrCreate("omnichannel", ModelSettings.class);
        AnsweringSettings answering = binder.bindOrCreate("omnichannel.agent", AnsweringSettings.class);
        models = new Models(model);
        Tariff tariff = new Tariff(binder.bindOrCreate("omnichannel.llm-prices", ModelPrices.class));
        ledger = anotherNodesLedger();
        Budgets budgets = new Budgets(
                binder.bindOrCreate("omnichannel.agent", BudgetSettings.class), tariff, new CallAccounts(), ledger);
        ModelChoice choice = new ModelChoice(model, new TenantModelKeys(TestDatabase.tenantSql(Ground.POOL)));
        summariser = new ModelSummariser(conversation -> "offline", choice, models, budgets);
        return new ModelAgent(
                new ScriptedAgent(Clock.systemUTC(), Duration.ZERO),
                choice,
                models,
                new Prompt(answering, JSON, Clock.systemUTC()),
                new ToolUse(beans.getBeanProvider(Toolbox.class), JSON),
                budgets,
                new Tallies(),
                answering,
                new ModelMetrics(metrics));
    }

    String tenant() {
        return tenant;
    }

    TestDatabase database() {
        return Ground.DATABASE;
    }

    /** Made with the agent. */
    Summariser summariser() {
        return summariser;
    }

    DayLedger ledger() {
        return ledger;
    }

    /** The same tenants' days, as another node knows them. */
    DayLedger anotherNodesLedger() {
        return new DayLedger(TestDatabase.tenantSql(Ground.POOL), new Clock() {
            @Override
            public ZoneId getZone() {
                return clock.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return clock.withZone(zone);
            }

            @Override
            public Instant instant() {
                return clock.instant();
            }
        });
    }

    /** What time it is for the accounts, until it is said again. */
    void at(Instant now) {
        clock = Clock.fixed(now, ZoneOffset.UTC);
    }

    /** How many turns went on without a model because of this limit. */
    int stoppedBy(String limit) {
        return (int) metrics.counter("omni.model.turns", "outcome", "spent", "budget", limit)
                .count();
    }

    /** A turn of the house's conversation. */
    Turn spoken(String words, Line... history) {
        return turn(settings(fields -> {}), Channel.VOICE, words, history);
    }

    Turn turn(AgentSettings settings, Channel channel, String words, Line... history) {
        return new Turn(
                new Identity(tenant, conversation, contact),
                settings,
                settings.locale(),
                channel,
                List.of(history),
                Memory.NONE,
                Mood.EVEN,
                words,
                List.of(),
                channel == Channel.VOICE ? Optional.of(call) : Optional.empty());
    }

    /** The same words in a call of their own, of another conversation. */
    static Turn elsewhere(Turn turn, String tenant) {
        return new Turn(
                new Identity(tenant, Uuid7.next(), Uuid7.next()),
                turn.settings(),
                turn.language(),
                turn.channel(),
                turn.history(),
                turn.memory(),
                turn.mood(),
                turn.text(),
                turn.unanswered(),
                turn.call().map(call -> Uuid7.next()));
    }

    /** English defaults but for what is changed. */
    static AgentSettings settings(Consumer<ObjectNode> changes) {
        try {
            ObjectNode tree = JSON.valueToTree(AgentDefaults.settings("en-GB"));
            changes.accept(tree);
            return JSON.treeToValue(tree, AgentSettings.class);
        } catch (IOException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    static AgentSettings reachable() {
        return settings(fields -> fields.put("transfer_number", "+33199000009"));
    }

    @Override
    public void close() {
        if (models != null) {
            models.close();
        }
        if (ledger != null) {
            ledger.close();
        }
    }
}
