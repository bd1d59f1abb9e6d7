package io.omnichannel.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;

/**
 * What became of a request to send. Sending twice is worse than sending late: only what Twilio
 * certainly did not take is sent again without looking.
 */
public sealed interface SendAnswer {

    /** Twilio has it. @param segments 0 when Twilio does not know yet */
    record Sent(String sid, DeliveryStatus status, int segments) implements SendAnswer {}

    /** Twilio did not take it. @param atLeast what Twilio asked us to wait, zero when it did not say */
    record RetryLater(Duration atLeast, String why) implements SendAnswer {

        /** How long to wait now. @param tries how many have failed, from 1 */
        public Duration after(Backoff backoff, int tries) {
            Duration ours = backoff.after(tries);
            return ours.compareTo(atLeast) > 0 ? ours : atLeast.plus(ours);
        }
    }

    /** Twilio will not take it, whenever it is sent. */
    record Refused(Refusal refusal) implements SendAnswer {}

    /** Nobody knows whether Twilio took it: look for it before it is sent again. */
    record Unknown(String why) implements SendAnswer {}

    /**
     * Judges an answer of {@code POST Messages.json}.
     *
     * @param retryAfter the header, empty without one; a date is not read
     */
    static SendAnswer of(int httpStatus, String retryAfter, byte[] body) {
        JsonNode json = Judgement.json(body);
        int code = json.path("code").asInt(0);
        if (httpStatus / 100 == 2) {
            return Judgement.sent(json);
        }
        if (httpStatus >= 500 || httpStatus == 408) {
            return new Unknown("Twilio answered " + httpStatus);
        }
        Refusal refusal = Refusal.of(code);
        if (httpStatus == 429 || refusal.kind() == Refusal.Kind.BUSY) {
            return new RetryLater(
                    Judgement.seconds(retryAfter),
                    Refusal.of(code == 0 ? 20429 : code).why());
        }
        boolean ourFault = code == 0 && (httpStatus == 401 || httpStatus == 403 || httpStatus / 100 == 3);
        return new Refused(
                ourFault ? new Refusal(0, Refusal.Kind.ACCOUNT, "Twilio's address answered " + httpStatus) : refusal);
    }

    /** Judges a request without an answer: safe to repeat when it cannot have left. */
    static SendAnswer of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (Judgement.neverLeft(cause)) {
                return new RetryLater(
                        Duration.ZERO,
                        "Twilio could not be reached: " + cause.getClass().getSimpleName());
            }
        }
        return new Unknown("The line to Twilio broke: " + failure.getClass().getSimpleName());
    }

    /** The rules behind the two above. */
    final class Judgement {

        private static final ObjectMapper JSON = new ObjectMapper();
        private static final Duration LONGEST = Duration.ofMinutes(10);

        /** Apache's names; the first of them is a kind of time-out that comes before anything is sent. */
        private static final Set<String> BEFORE_SENDING =
                Set.of("ConnectTimeoutException", "ConnectionRequestTimeoutException", "HttpHostConnectException");

        private Judgement() {}

        private static JsonNode json(byte[] body) {
            try {
                JsonNode json = JSON.readTree(body);
                return json == null ? JSON.missingNode() : json;
            } catch (IOException unreadable) {
                return JSON.missingNode();
            }
        }

        private static SendAnswer sent(JsonNode json) {
            String sid = json.path("sid").asText("");
            if (sid.isEmpty()) {
                return new Unknown("Twilio's answer cannot be read");
            }
            DeliveryStatus status =
                    DeliveryStatus.of(json.path("status").asText("")).orElse(DeliveryStatus.QUEUED);
            return new Sent(sid, status, json.path("num_segments").asInt(0));
        }

        private static Duration seconds(String retryAfter) {
            String stripped = retryAfter.strip();
            if (!stripped.matches("\\d{1,9}")) {
                return Duration.ZERO;
            }
            Duration asked = Duration.ofSeconds(Long.parseLong(stripped));
            return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
        }

        private static boolean neverLeft(Throwable failure) {
            return failure instanceof ConnectException
                    || failure instanceof NoRouteToHostException
                    || failure instanceof UnknownHostException
                    || failure instanceof UnresolvedAddressException
                    || failure instanceof HttpConnectTimeoutException
                    || failure instanceof SSLHandshakeException
                    || BEFORE_SENDING.contains(failure.getClass().getSimpleName());
        }
    }
}
