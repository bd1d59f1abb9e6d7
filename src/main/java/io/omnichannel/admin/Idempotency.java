package io.omnichannel.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.platform.Problem;
import io.omnichannel.platform.Problem.FieldError;
import io.omnichannel.platform.ProblemException;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.LockConflicts;
import io.omnichannel.platform.database.TenantSql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets a request with an {@code Idempotency-Key} have its effect once and its answer as often as it is asked, for a day.
 * Key, effect and answer are one transaction: after a crash there are all three or none. What was refused had no effect
 * and may be asked again with the same key.
 */
@Component
final class Idempotency {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");

    private final TenantSql sql;
    private final ObjectMapper json;
    private final TransactionTemplate transactions;
    private final String claim = SqlFile.load("claim-idempotency-key");
    private final String keep = SqlFile.load("keep-idempotent-answer");

    /** @param answer null while there is none */
    private record Claim(boolean free, boolean same, int status, String answer) {}

    Idempotency(
            TenantSql sql, ObjectMapper json, @Qualifier("appTransactions") PlatformTransactionManager transactions) {
        this.sql = sql;
        this.json = json;
        this.transactions = new TransactionTemplate(transactions);
    }

    /**
     * Does the work, or gives the answer that it had.
     *
     * @param work of which nothing outside of the database is seen before it is committed
     * @throws ProblemException 400 for a key that is none, 409 while the first request runs, 422 when it was another one
     */
    Answer once(AdminRequest request, String tenant, JsonNode body, Supplier<Answer> work) {
        String key = request.idempotencyKey();
        if (key == null) {
            return work.get();
        }
        if (!KEY.matcher(key).matches()) {
            throw new ProblemException(
                    Problem.of(400, "Invalid request", "The Idempotency-Key cannot be used", "invalid_request")
                            .withErrors(List.of(
                                    new FieldError("Idempotency-Key", "must have 1 to 255 visible ASCII characters"))));
        }
        return LockConflicts.again(() -> transactions.execute(begun -> {
            Claim claimed = claim(tenant, key, request.target(), hash(body));
            return claimed.answer() == null ? kept(tenant, key, work.get()) : repeated(claimed);
        }));
    }

    private Claim claim(String tenant, String key, String target, String hash) {
        Map<String, Object> parameters = Map.of("tenant", tenant, "key", key, "path", target, "body_hash", hash);
        Claim found = sql.query(tenant, claim, parameters, Idempotency::claim).getFirst();
        if (!found.free()) {
            throw new ProblemException(
                    409, "Conflict", "The first request with this Idempotency-Key still runs", "request_in_progress");
        }
        if (found.answer() != null && !found.same()) {
            throw new ProblemException(
                    422,
                    "Unprocessable content",
                    "This Idempotency-Key was used for another request",
                    "idempotency_key_reused");
        }
        return found;
    }

    private Answer kept(String tenant, String key, Answer answer) {
        try {
            Map<String, Object> parameters = Map.of(
                    "tenant",
                    tenant,
                    "key",
                    key,
                    "status",
                    answer.status(),
                    "answer",
                    json.writeValueAsString(answer.body()));
            sql.update(tenant, keep, parameters);
            return answer;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("An answer is always JSON", impossible);
        }
    }

    private Answer repeated(Claim claim) {
        try {
            return new Answer(claim.status(), json.readTree(claim.answer()), Map.of());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A kept answer is no JSON", broken);
        }
    }

    private static Claim claim(ResultSet row, int number) throws SQLException {
        return new Claim(row.getBoolean("free"), row.getBoolean("same"), row.getInt("status"), row.getString("answer"));
    }

    // Of what was read: white space does not make another request.
    private static String hash(JsonNode body) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(body.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
