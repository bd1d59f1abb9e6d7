package io.omnichannel.agent.memory;

import io.omnichannel.agent.Identity;
import io.omnichannel.conversation.LiveConversations;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What customers tell about themselves, kept for every later conversation with them. */
@Component
public class Facts {

    private final TenantSql database;
    private final LiveConversations live;
    private final int most;
    private final String rememberFact = SqlFile.load("remember-fact");

    Facts(TenantSql database, LiveConversations live, @Value("${omnichannel.memory.facts:30}") int most) {
        this.database = database;
        this.live = live;
        this.most = most;
    }

    /**
     * Keeps something; a call that is under way knows it from its next turn on.
     *
     * @param name at most 40 characters; told again from the same address, the value is written over
     * @param value at most 300 characters
     * @return false when so much is known already that nothing is added
     */
    public boolean remember(Identity whose, String name, String value) {
        boolean kept = database.update(
                        whose.tenant(),
                        rememberFact,
                        Map.of(
                                "tenant",
                                whose.tenant(),
                                "id",
                                Uuid7.next(),
                                "conversation",
                                whose.conversation(),
                                "name",
                                name,
                                "value",
                                value,
                                "most",
                                most))
                > 0;
        if (kept) {
            live.remembered(whose.conversation(), name, value);
        }
        return kept;
    }
}
