package io.omnichannel.histories;

import static org.awaitility.Awaitility.await;

import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.histories.History.Step;
import io.omnichannel.simulator.Webhooks;
import io.omnichannel.simulator.call.NoAnswer;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.call.Step.Asked;
import io.omnichannel.simulator.mail.InboundParseForm;
import io.omnichannel.simulator.mail.SimulatedMail;
import io.omnichannel.simulator.rest.SimulatedText;
import io.omnichannel.simulator.rest.TextDelivery;
import io.omnichannel.simulator.rest.TwilioRest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;

/** A history as it happens to the program: the customer with telephone and mail, and the operators. */
final class Life {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BREATH = Duration.ofSeconds(2);

    /**
     * When something happened, by {@link System#nanoTime()}.
     *
     * @param status of the operators' request, else 0
     */
    record Happened(Step step, int moment, long began, long ended, int status) {}

    private final History history;
    private final Tenant tenant;
    private final Surroundings around;
    private final List<Happened> happened = Collections.synchronizedList(new ArrayList<>());
    private final List<String> troubles = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> calls = new ConcurrentHashMap<>();
    private final List<String> unanswered = Collections.synchronizedList(new ArrayList<>());

    /** What every history has around it. @param database as the administrator sees it */
    record Surroundings(World world, TwilioRest twilio, Desk desk, JdbcTemplate database) {

        String shop(Tenant tenant) {
            return "shop@" + tenant.id() + ".example";
        }
    }

    Life(History history, Tenant tenant, Surroundings around) {
        this.history = history;
        this.tenant = tenant;
        this.around = around;
    }

    History history() {
        return history;
    }

    List<Happened> happened() {
        return List.copyOf(happened);
    }

    /** What the program did that it never may, whatever the order. */
    List<String> troubles() {
        return List.copyOf(troubles);
    }

    /** SIDs of the customer's calls. */
    List<String> calls() {
        return List.copyOf(calls.values());
    }

    /** SIDs of those that ended without the agent. */
    List<String> unanswered() {
        return List.copyOf(unanswered);
    }

    void live() {
        around.twilio().calls().rings(history.phone(), history.ringing());
        if (history.unreachable()) {
            around.twilio().unreachable(history.phone(), 30006);
        }
        for (int moment = 0; moment < history.moments().size(); moment++) {
            int now = moment;
            atOnce(history.moments().get(moment).stream()
                    .<Runnable>map(step -> () -> happen(step, now))
                    .toList());
        }
    }

    private void happen(Step step, int moment) {
        long began = System.nanoTime();
        int status = 0;
        try {
            status = happen(step);
        } catch (RuntimeException wrong) {
            troubles.add(step + ": " + wrong);
        }
        happened.add(new Happened(step, moment, began, System.nanoTime(), status));
    }

    private int happen(Step step) {
        String to = tenant.number();
        String phone = history.phone();
        String id = history.scopedId();
        return switch (step.act()) {
            case SMS, ASK_HUMAN, WISH_WHATSAPP, WISH_MAIL, WISH_CALL ->
                send(step, SimulatedText.sms(phone, to, step.text()));
            case WHATSAPP, WISH_SMS, AGENTS_IDEA -> send(step, SimulatedText.whatsapp(phone, to, step.text()));
            case SCOPED -> send(step, SimulatedText.whatsapp(id, to, step.text()));
            case BOTH ->
                send(step, SimulatedText.whatsapp(id, to, step.text()).with("ExternalUserId", "whatsapp:" + phone));
            case STOP -> send(step, keyword(step, "ARRET"));
            case START -> send(step, keyword(step, "START"));
            case HELP -> send(step, keyword(step, "AIDE"));
            case REVOKE -> send(step, keyword(step, "Ne m'écrivez plus !"));
            case MAIL -> mail(step);
            case CALL -> call(step);
            case WRITE -> ask(step, "messages", "{\"content\":\"" + step.text() + "\"}");
            case WRITE_WHATSAPP ->
                ask(step, "messages", "{\"content\":\"" + step.text() + "\",\"channel\":\"whatsapp\"}");
            case TAKE_OVER -> ask(step, "takeover", "{}");
            case RELEASE -> ask(step, "release", "{}");
            case CLOSE -> ask(step, "close", "{}");
            case SWITCH_SMS -> switchTo(step, "sms");
            case SWITCH_WHATSAPP -> switchTo(step, "whatsapp");
            case SWITCH_MAIL -> switchTo(step, "email");
            case SWITCH_CALL -> switchTo(step, "voice");
            case MERGE -> merge(step);
            case UNDO -> undo(step);
            case REST -> rest();
        };
    }

    private SimulatedText keyword(Step step, String word) {
        return onWhatsapp(step)
                ? SimulatedText.whatsapp(history.phone(), tenant.number(), word)
                : SimulatedText.sms(history.phone(), tenant.number(), word);
    }

    static boolean onWhatsapp(Step step) {
        return step.chance() % 2 == 0;
    }

    private int send(Step step, SimulatedText text) {
        // The first of the copies is in Twilio's log; how many come is left to chance there.
        TextDelivery delivery = step.copies() == 1
                ? TextDelivery.once()
                : TextDelivery.stormy(step.copies(), step.copies(), step.chance());
        return acknowledged(
                step,
                around.twilio().deliver(List.of(text), delivery).getFirst().statuses());
    }

    private int acknowledged(Step step, List<Integer> statuses) {
        statuses.stream()
                .filter(status -> status / 100 != 2)
                .forEach(status -> troubles.add(step + " was answered " + status));
        return statuses.getFirst();
    }

    private int mail(Step step) {
        InboundParseForm form = InboundParseForm.parsed(
                SimulatedMail.of(history.mail(), around.shop(tenant), "Une question", step.text()));
        List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
        atOnce(Collections.nCopies(
                step.copies(), () -> statuses.add(around.twilio().mail().deliver(form))));
        return acknowledged(step, statuses);
    }

    /** A call with at most one question, whose line to us may break; each of its webhooks comes again afterwards. */
    private int call(Step step) {
        World world = around.world();
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from(history.phone()).dialOutcome(History.dialled(step)));
        calls.put(step.token(), call.callSid());
        if (isAnswered(call, step)) {
            for (int lost = 0; lost < step.chance() / 4 % 5 && lost < 4 && !call.isOver(); lost++) {
                call.dropSocket();
                await().pollInSameThread().atMost(PATIENCE).until(() -> call.isConnected() || call.isOver());
            }
            call.close();
        } else {
            unanswered.add(call.callSid());
        }
        call.awaitEnd(PATIENCE);
        call.ledger().violations().forEach(rule -> troubles.add(step + ": " + rule));
        if (step.copies() > 1) {
            Webhooks webhooks = world.simulator().webhooks(world.account());
            for (Asked asked : call.ledger().steps(Asked.class)) {
                int status = webhooks.post(asked.url(), asked.parameters()).status();
                if (status / 100 != 2) {
                    troubles.add(step + ": again " + asked.url() + " was answered " + status);
                }
            }
        }
        return 0;
    }

    /**
     * Whether the agent takes the call and answers what is asked. It may not, where a human owns the conversation; then the
     * call is over without. A call that goes on in silence is no such case.
     */
    private static boolean isAnswered(SimulatedCall call, Step step) {
        try {
            call.awaitConnected();
            if (step.chance() % 4 > 0) {
                call.ask(step.text(), PATIENCE);
            }
            return true;
        } catch (IllegalStateException gone) {
            // Never connected, or the line was closed before the question was asked.
            return false;
        } catch (NoAnswer unanswered) {
            if (unanswered.callIsOver()) {
                return false;
            }
            throw unanswered;
        }
    }

    private int switchTo(Step step, String channel) {
        return ask(step, "switch", "{\"to\":\"" + channel + "\",\"reason\":\"" + step.token() + "\"}");
    }

    private int ask(Step step, String change, String body) {
        List<String> known = around.database()
                .queryForList(
                        "select c.id::text from omni_contact_addresses a join omni_conversations c"
                                + " on c.tenant_id = a.tenant_id and c.contact_id = a.contact_id"
                                + " where a.tenant_id = ? and a.address in (?, ?, ?)"
                                + " order by c.status = 'closed', c.created_at desc",
                        String.class,
                        tenant.id(),
                        history.phone(),
                        history.scopedId(),
                        history.mail());
        if (known.isEmpty()) {
            return 0;
        }
        String id = known.get(step.chance() % 5 == 0 ? step.chance() % known.size() : 0);
        return post(step, "/conversations/" + id + "/" + change, body);
    }

    private int post(Step step, String path, String body) {
        List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
        atOnce(Collections.nCopies(
                step.copies(), () -> statuses.add(around.desk().post(path, step.token(), body))));
        return statuses.stream().mapToInt(Integer::intValue).min().orElseThrow();
    }

    private int merge(Step step) {
        List<String> customers = around.database()
                .queryForList(
                        "select distinct contact_id::text from omni_contact_addresses"
                                + " where tenant_id = ? and address in (?, ?, ?) order by 1",
                        String.class,
                        tenant.id(),
                        history.phone(),
                        history.scopedId(),
                        history.mail());
        if (customers.size() < 2) {
            return 0;
        }
        String body = "{\"tenantId\":\"" + tenant.id() + "\",\"with\":\"" + customers.getLast() + "\"}";
        return post(step, "/customers/" + customers.getFirst() + "/merge", body);
    }

    private int undo(Step step) {
        List<String> merges = around.database()
                .queryForList(
                        "select m.id::text from omni_merges m join omni_contact_addresses a"
                                + " on a.tenant_id = m.tenant_id and a.contact_id = m.kept_contact"
                                + " where m.tenant_id = ? and m.undone_at is null and a.address in (?, ?, ?)"
                                + " order by m.id desc limit 1",
                        String.class,
                        tenant.id(),
                        history.phone(),
                        history.scopedId(),
                        history.mail());
        return merges.isEmpty() ? 0 : post(step, "/merges/" + merges.getFirst() + "/undo", "{}");
    }

    private int rest() {
        try {
            await().pollInSameThread()
                    .pollInterval(Duration.ofMillis(25))
                    .atMost(BREATH)
                    .until(() -> around.database()
                                    .queryForObject(
                                            """
                                            select count(*) from omni_contact_addresses a
                                            join omni_conversations c on c.tenant_id = a.tenant_id and c.contact_id = a.contact_id
                                            where a.tenant_id = ? and a.address in (?, ?, ?) and (
                                              exists (select from omni_lanes l where l.tenant_id = c.tenant_id
                                                and l.conversation_id = c.id and (l.ready_at is not null or l.lease_until is not null))
                                              or exists (select from omni_outbox o where o.tenant_id = c.tenant_id
                                                and o.conversation_id = c.id and o.status in ('queued', 'sending', 'unknown')))""",
                                            Long.class,
                                            tenant.id(),
                                            history.phone(),
                                            history.scopedId(),
                                            history.mail())
                            == 0);
        } catch (ConditionTimeoutException busy) {
            // Then it happens in the middle of something.
        }
        return 0;
    }

    private static void atOnce(List<Runnable> actions) {
        if (actions.size() == 1) {
            actions.getFirst().run();
            return;
        }
        List<Future<?>> running = new ArrayList<>();
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            actions.forEach(action -> running.add(threads.submit(action)));
        }
        for (Future<?> one : running) {
            try {
                one.get();
            } catch (ExecutionException | InterruptedException wrong) {
                throw new IllegalStateException(wrong);
            }
        }
    }
}
