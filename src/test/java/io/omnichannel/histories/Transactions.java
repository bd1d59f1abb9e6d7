package io.omnichannel.histories;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What could be known when something left. A sending transaction looks once, in the statement that locks the customer's
 * consent: what was committed by then, as its snapshot has it, forbids or allows; what commits later finds the message
 * being sent.
 */
final class Transactions {

    private static final String JUDGED =
            """
            with looked as (
              select s.n, s.conversation_id, s.data, s.id, k.snapshot, k.data ->> 'opted_out' as opted_out
              from witness s
              left join lateral (
                select * from witness k
                where k.xid = s.xid and k.what = 'consent' and k.tenant_id = s.tenant_id and k.n < s.n
                order by k.n desc limit 1) k on true
              where s.what = 'sent'
            ),
            placed as (
              -- Where the conversation was by then: a merge may have made it part of another.
              select l.*, coalesce((select (m.data ->> 'merged_into')::uuid from witness m
                where m.what = 'conversation' and m.conversation_id = l.conversation_id
                  and pg_visible_in_snapshot(m.xid, l.snapshot)
                order by m.n desc limit 1), l.conversation_id) as place
              from looked l
            )
            select p.conversation_id::text as conversation, p.id::text as id, p.data::text as data,
                   p.snapshot is null as blind, p.opted_out = 'true' as opted_out,
                   (select o.data ->> 'owner' from witness o
                    where o.what = 'conversation' and o.conversation_id = p.place
                      and pg_visible_in_snapshot(o.xid, p.snapshot)
                    order by o.n desc limit 1) as owner
            from placed p
            where p.snapshot is null or p.data ->> 'kind' <> 'notice'""";

    /**
     * Whether a human owned the customer's conversation when it was first decided what becomes of a call: what is decided
     * later, once nobody has answered the human's telephone say, sees a human whom the call itself has asked for.
     */
    private static final String HUMANS =
            """
            with decided as (
              select w.n, w.tenant_id, w.snapshot, c.contact_id from witness w
              join omni_conversations c on c.tenant_id = w.tenant_id and c.id = w.conversation_id
              where w.what = 'call' and w.data ->> 'sid' = ?
              order by w.n
              limit 1
            )
            select exists (
              select from decided d
              cross join lateral (
                select distinct on (w.conversation_id) w.data ->> 'owner' as owner
                from witness w
                where w.what = 'conversation' and pg_visible_in_snapshot(w.xid, d.snapshot)
                  and w.conversation_id in (select o.id from omni_conversations o
                                            where o.tenant_id = d.tenant_id and o.contact_id = d.contact_id)
                order by w.conversation_id, w.n desc) known
              where known.owner = 'human')""";

    private int blind;
    private int looked;

    /** What left though it must not have, by conversation. */
    Map<String, List<String>> judge(JdbcTemplate database) {
        database.execute("create index on witness (xid)");
        database.execute("create index on witness (conversation_id, n)");
        database.execute("analyze witness");
        Map<String, List<String>> broken = new HashMap<>();
        database.query(JUDGED, row -> {
            String data = row.getString("data");
            boolean agents = data.contains("\"kind\": \"answer\"") && data.contains("\"hands_over\": false");
            List<String> wrong = new ArrayList<>();
            if (row.getBoolean("blind")) {
                blind++;
            } else {
                looked++;
            }
            if (agents && "human".equals(row.getString("owner"))) {
                wrong.add("3: the agent's message left while a human owned: " + row.getString("id") + " " + data);
            }
            if (row.getBoolean("opted_out")) {
                wrong.add("4: a message left to whom had opted out: " + row.getString("id") + " " + data);
            }
            if (!wrong.isEmpty()) {
                broken.computeIfAbsent(row.getString("conversation"), any -> new ArrayList<>())
                        .addAll(wrong);
            }
        });
        return broken;
    }

    /**
     * What is wrong with calls that ended before they were answered: the agent stays silent for one reason only, that a
     * human owned the conversation when the call came or when it was taken up.
     */
    List<String> judge(JdbcTemplate database, List<String> unanswered) {
        return unanswered.stream()
                .filter(sid -> !database.queryForObject(HUMANS, Boolean.class, sid))
                .map(sid -> "5: nobody answered the call " + sid + ", and no human owned the conversation")
                .toList();
    }

    /** Of how many the look could be told, and of how many a callback was faster than the sender's own record. */
    int looked() {
        return looked;
    }

    int blind() {
        return blind;
    }
}
