package io.omnichannel.agent.memory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.agent.Identity;
import io.omnichannel.agent.LongConversation;
import io.omnichannel.agent.StoredSettings;
import io.omnichannel.agent.Summariser;
import io.omnichannel.conversation.Line;
import io.omnichannel.conversation.LiveConversations;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import jakarta.annotation.PreDestroy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes summaries beside everything else, a few at a time. Nothing is queued beyond this node's memory: what fails, or is
 * lost with the node, is made when the conversation is looked at the next time. All is counted in lines of the conversation's
 * timeline ({@code seq}): a line leaves what an agent is shown long after a summary that holds it is due.
 */
@Component
final class BackgroundSummaries implements Summaries {

    /** So many of the newest lines are in no summary: they are shown as they are. */
    static final int RECENT = 40;
    /** And so many more have to come together before another summary is made. */
    static final int STEP = 40;

    private static final Logger LOG = LoggerFactory.getLogger(Summaries.class);
    private static final int MOST_LINES = 400;
    private static final int MOST_AT_ONCE = 4;

    private final TenantSql database;
    private final Summariser summariser;
    private final LiveConversations live;
    private final ObjectMapper json;
    private final StoredSettings storedSettings;
    private final String readUnsummarised = SqlFile.load("read-unsummarised");
    private final String writeSummary = SqlFile.load("write-summary");
    /** How far a conversation's timeline has to come before it is looked at again; nothing is known of one that failed. */
    private final Cache<UUID, Long> nextLook =
            Caffeine.newBuilder().maximumSize(100_000).build();

    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("summaries").factory());
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    BackgroundSummaries(
            TenantSql database,
            Summariser summariser,
            LiveConversations live,
            ObjectMapper json,
            StoredSettings storedSettings) {
        this.database = database;
        this.summariser = summariser;
        this.live = live;
        this.json = json;
        this.storedSettings = storedSettings;
    }

    private record Older(LongConversation conversation, long upToSeq, long newestSeq) {}

    @Override
    public void seen(Identity whose, long lastSeq) {
        Long next = nextLook.getIfPresent(whose.conversation());
        if (lastSeq >= (next == null ? RECENT + STEP : next)) {
            // Until it is known better, so that nobody else looks meanwhile.
            nextLook.put(whose.conversation(), lastSeq + STEP);
            workers.execute(() -> attempt(whose));
        }
    }

    private void attempt(Identity whose) {
        try {
            places.acquire();
            try {
                summarise(whose);
            } finally {
                places.release();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            nextLook.invalidate(whose.conversation());
            LOG.warn("A summary could not be made: {}", failed.getClass().getSimpleName());
        }
    }

    private void summarise(Identity whose) throws InterruptedException {
        List<Older> found = database.query(
                whose.tenant(),
                readUnsummarised,
                Map.of(
                        "tenant",
                        whose.tenant(),
                        "conversation",
                        whose.conversation(),
                        "recent",
                        RECENT,
                        "most",
                        MOST_LINES,
                        "default_settings",
                        storedSettings.defaults()),
                (row, number) -> read(whose, row));
        for (Older older : found) {
            if (older.newestSeq() - older.upToSeq() < STEP) {
                lookAgain(whose, older.upToSeq());
                continue;
            }
            String summary = summariser.summarise(older.conversation());
            int written = database.update(
                    whose.tenant(),
                    writeSummary,
                    Map.of(
                            "tenant", whose.tenant(),
                            "conversation", whose.conversation(),
                            "up_to_seq", older.newestSeq(),
                            "before_seq", older.upToSeq(),
                            "content", summary));
            if (written > 0) {
                live.summarised(whose.conversation(), summary);
                lookAgain(whose, older.newestSeq());
            } else {
                nextLook.invalidate(whose.conversation());
            }
        }
    }

    private void lookAgain(Identity whose, long upToSeq) {
        nextLook.put(whose.conversation(), upToSeq + STEP + RECENT);
    }

    private Older read(Identity whose, ResultSet row) throws SQLException {
        try {
            String language = row.getString("language");
            return new Older(
                    new LongConversation(
                            whose,
                            storedSettings.read(row.getString("settings")),
                            Locale.forLanguageTag(language == null ? AgentDefaults.VOICE_LANGUAGE : language),
                            row.getString("summary"),
                            json.readValue(row.getString("lines"), new TypeReference<List<Line>>() {})),
                    row.getLong("up_to_seq"),
                    row.getLong("newest_seq"));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The stored conversation cannot be read", broken);
        }
    }

    @PreDestroy
    void stop() {
        workers.shutdownNow();
    }
}
