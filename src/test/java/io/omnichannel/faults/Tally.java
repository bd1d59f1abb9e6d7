package io.omnichannel.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.bench.Figures;
import io.omnichannel.simulator.rest.DeliveredText;
import io.omnichannel.simulator.rest.RestMessage;
import io.omnichannel.simulator.rest.TwilioRest;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What became of what customers wrote: our tables beside the ledger of Twilio's double.
 *
 * @param acked how many of the messages were answered with a 2xx
 * @param stored how many are on disk
 * @param replied how many were answered, and the answer handed to Twilio
 * @param duplicated messages stored and answers handed over more than once
 * @param lost messages that Twilio has and nobody answered
 * @param recovery from the last trouble until everything was answered
 */
record Tally(int sent, int acked, int stored, int replied, int duplicated, int lost, Duration recovery) {

    private static final String MESSAGES =
            """
            select m.content, count(*) as copies, bool_and(exists (
              select from omni_lanes l
              join omni_messages r on r.tenant_id = l.tenant_id and r.conversation_id = l.conversation_id
                and r.direction = 'outbound' and r.seq > m.seq
              join omni_outbox o on o.tenant_id = r.tenant_id and o.message_id = r.id and o.provider_id is not null
              where l.tenant_id = m.tenant_id and l.conversation_id = m.conversation_id and l.answered_seq >= m.seq)) as replied
            from omni_messages m
            where m.direction = 'inbound'
            group by m.content""";

    private static final String OPEN =
            """
            select (select count(*) from omni_lanes where ready_at is not null or lease_until is not null)
                 + (select count(*) from omni_outbox where status in ('queued', 'sending', 'unknown'))""";

    private record Stored(int copies, boolean replied) {}

    /** Waits until so many messages are stored and nothing is left to do, or time is up, and counts. */
    static Tally settled(Collection<DeliveredText> texts, TwilioRest twilio, JdbcTemplate database, Duration patience) {
        long begin = System.nanoTime();
        try {
            await().atMost(patience)
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptions()
                    .until(() -> count(
                                            database,
                                            "select count(distinct content) from omni_messages where direction = 'inbound'")
                                    == texts.size()
                            && count(database, OPEN) == 0);
        } catch (org.awaitility.core.ConditionTimeoutException late) {
            // What is missing is told by the figures.
        }
        return of(texts, twilio, database, Duration.ofNanos(System.nanoTime() - begin));
    }

    private static Tally of(
            Collection<DeliveredText> texts, TwilioRest twilio, JdbcTemplate database, Duration recovery) {
        Map<String, Stored> stored = new HashMap<>();
        database.query(MESSAGES, row -> {
            stored.put(row.getString("content"), new Stored(row.getInt("copies"), row.getBoolean("replied")));
        });
        Map<String, Long> handed =
                twilio.ledger().sent().stream().collect(Collectors.groupingBy(Tally::outbox, Collectors.counting()));
        int copies = stored.values().stream().mapToInt(one -> one.copies() - 1).sum();
        long repeats = handed.values().stream().mapToLong(times -> times - 1).sum();
        List<String> bodies = texts.stream().map(text -> text.text().body()).toList();
        int replied = (int) bodies.stream()
                .filter(body -> stored.containsKey(body) && stored.get(body).replied())
                .count();
        return new Tally(
                texts.size(),
                (int) texts.stream().filter(DeliveredText::acknowledged).count(),
                (int) bodies.stream().filter(stored::containsKey).count(),
                replied,
                copies + (int) repeats,
                texts.size() - replied,
                recovery);
    }

    /** Prints the line that fault tests are known by, and holds the program to it. */
    Tally mustBeClean(String name) {
        System.out.printf(
                "faults | %s: sent %d | acked %d | stored %d | replied %d | duplicated %d | lost %d | recovery %.1f s | %s%n",
                name, sent, acked, stored, replied, duplicated, lost, recovery.toMillis() / 1000.0, Figures.disk());
        assertThat(stored).as("stored").isEqualTo(sent);
        assertThat(duplicated).as("duplicated").isZero();
        assertThat(lost).as("lost").isZero();
        return this;
    }

    /** The replies of each conversation reach Twilio in the order of its timeline, behind the messages they answer. */
    static void mustBeInOrder(TwilioRest twilio, JdbcTemplate database) {
        Map<String, Integer> place = new HashMap<>();
        for (RestMessage sent : twilio.ledger().sent()) {
            place.putIfAbsent(outbox(sent), place.size());
        }
        Map<String, Integer> last = new HashMap<>();
        database.query(
                """
                select o.conversation_id::text as conversation, o.id::text as outbox
                from omni_outbox o join omni_messages m on m.tenant_id = o.tenant_id and m.id = o.message_id
                order by o.conversation_id, m.seq, o.position""",
                row -> {
                    int at = place.get(row.getString("outbox"));
                    Integer before = last.put(row.getString("conversation"), at);
                    assertThat(before == null || before < at)
                            .as("%s came in order", row.getString("outbox"))
                            .isTrue();
                });
        assertThat(
                        count(
                                database,
                                """
                        select count(*) from omni_conversations c where c.last_seq <> (
                          select count(*) from omni_messages m where m.tenant_id = c.tenant_id and m.conversation_id = c.id)"""))
                .as("conversations with a hole in their order")
                .isZero();
    }

    private static long count(JdbcTemplate database, String sql) {
        return database.queryForObject(sql, Long.class);
    }

    private static String outbox(RestMessage sent) {
        return sent.statusCallback().replaceFirst(".*outbox=([^#]*).*", "$1");
    }
}
