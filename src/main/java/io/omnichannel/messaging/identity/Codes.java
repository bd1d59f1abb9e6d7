package io.omnichannel.messaging.identity;

import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.agent.StoredSettings;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.messaging.identity.MergeOrder.Reason;
import io.omnichannel.messaging.outbox.OutboxWorker;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.AfterCommit;
import io.omnichannel.platform.database.LockConflicts;
import io.omnichannel.platform.database.TenantSql;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Codes that show whose an address is: sent to the address, given back in the conversation where it was named. Valid for a
 * quarter of an hour, for five tries, and once. Thread-safe.
 */
@Component
public class Codes {

    private static final Duration VALID = Duration.ofMinutes(15);
    private static final int TRIES = 5;
    private static final int A_DAY = 3;

    private final TenantSql database;
    private final TransactionTemplate transactions;
    private final Suggestions suggestions;
    private final Merges merges;
    private final OutboxWorker outbox;
    private final StoredSettings storedSettings;
    private final String send = SqlFile.load("send-code");
    private final String pending = SqlFile.load("pending-codes");
    private final String wrong = SqlFile.load("wrong-code");
    private final String mark = SqlFile.load("mark-code");

    /** What became of six digits that a customer gave. */
    enum Given {
        RIGHT,
        WRONG,
        EXPIRED,
        /** No code is expected here; they mean something else. */
        UNASKED
    }

    private record Pending(UUID suggestion, String hash, String salt, boolean expired) {}

    Codes(
            TenantSql database,
            @Qualifier("appTransactions") PlatformTransactionManager transactions,
            Suggestions suggestions,
            Merges merges,
            OutboxWorker outbox,
            StoredSettings storedSettings) {
        this.database = database;
        this.transactions = new TransactionTemplate(transactions);
        this.suggestions = suggestions;
        this.merges = merges;
        this.outbox = outbox;
        this.storedSettings = storedSettings;
    }

    /**
     * Sends a code because an operator asks for it.
     *
     * @return empty when there is no such suggestion, an empty text when it is on its way, else why it is not
     */
    public Optional<String> send(String tenant, UUID suggestion, String address, Locale language) {
        return send(tenant, suggestion, address, language, false);
    }

    Optional<String> send(String tenant, UUID suggestion, String address, Locale language, boolean automatic) {
        Code code = Code.next();
        Phrases phrases = Phrases.in(language);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", tenant);
        parameters.put("suggestion", suggestion);
        parameters.put("automatic", automatic);
        parameters.put("most", A_DAY);
        parameters.put("valid_seconds", (int) VALID.toSeconds());
        parameters.put("default_settings", storedSettings.defaults());
        parameters.put("code_hash", code.hash());
        parameters.put("code_salt", code.salt());
        parameters.put("outbox_id", Uuid7.next());
        parameters.put("message_id", Uuid7.next());
        parameters.put("text", phrases.text(Phrase.CODE_TEXT, "code", code.digits()));
        parameters.put("subject", phrases.text(Phrase.CODE_SUBJECT));
        parameters.put("note", phrases.text(Phrase.CODE_NOTE, "words", Masked.of(address)));
        List<Optional<String>> refusal = LockConflicts.again(() -> database.query(
                tenant, send, parameters, (row, number) -> Optional.ofNullable(row.getString("refusal"))));
        AfterCommit.run(outbox::wake);
        return refusal.isEmpty()
                ? Optional.empty()
                : Optional.of(refusal.getFirst().orElse(""));
    }

    /** A customer gave six digits; what they did is done once, however often the message is read. */
    Given given(String tenant, UUID conversation, UUID message, String digits) {
        record Done(Given given, MergeOutcome merge) {}
        Done done = LockConflicts.again(() -> transactions.execute(begun -> {
            List<Pending> expected = expected(tenant, conversation, message);
            if (expected.isEmpty()) {
                return new Done(Given.UNASKED, new MergeOutcome.Unknown());
            }
            Optional<Pending> right = expected.stream()
                    .filter(code -> Code.matches(digits, code.hash(), code.salt()))
                    .findFirst();
            if (right.isPresent() && !right.get().expired()) {
                mark(tenant, message, "right");
                return new Done(
                        Given.RIGHT, suggestions.confirmed(tenant, right.get().suggestion(), Reason.CODE));
            }
            boolean allExpired = expected.stream().allMatch(Pending::expired);
            if (allExpired && right.isEmpty()) {
                return new Done(Given.UNASKED, new MergeOutcome.Unknown());
            }
            mark(tenant, message, allExpired ? "expired" : "wrong");
            database.update(tenant, wrong, Map.of("tenant", tenant, "conversation", conversation, "most", TRIES));
            return new Done(allExpired ? Given.EXPIRED : Given.WRONG, new MergeOutcome.Unknown());
        }));
        merges.announce(done.merge());
        return done.given();
    }

    private List<Pending> expected(String tenant, UUID conversation, UUID message) {
        return database.query(
                tenant,
                pending,
                Map.of("tenant", tenant, "conversation", conversation, "message", message),
                (row, number) -> new Pending(
                        row.getObject("id", UUID.class),
                        row.getString("code_hash"),
                        row.getString("code_salt"),
                        row.getBoolean("expired")));
    }

    void mark(String tenant, UUID message, String outcome) {
        database.query(
                tenant,
                mark,
                Map.of("tenant", tenant, "message", message, "outcome", outcome),
                (row, number) -> row.getObject("id", UUID.class));
    }
}
