package io.omnichannel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.twilio.Refusal.Kind;
import io.omnichannel.twilio.SendAnswer.Refused;
import io.omnichannel.twilio.SendAnswer.RetryLater;
import io.omnichannel.twilio.SendAnswer.Sent;
import io.omnichannel.twilio.SendAnswer.Unknown;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendAnswerTest {

    @Test
    void knowsAMessageThatTwilioTook() {
        assertThat(answer(201, "{\"sid\":\"SM1\",\"status\":\"queued\",\"num_segments\":\"2\"}"))
                .isEqualTo(new Sent("SM1", DeliveryStatus.QUEUED, 2));
        assertThat(answer(201, "{\"sid\":\"SM1\",\"status\":\"accepted\",\"num_segments\":null}"))
                .isEqualTo(new Sent("SM1", DeliveryStatus.ACCEPTED, 0));
        assertThat(answer(200, "{\"sid\":\"SM1\",\"status\":\"new one\"}"))
                .isEqualTo(new Sent("SM1", DeliveryStatus.QUEUED, 0));
    }

    @ParameterizedTest
    @CsvSource({"201,''", "201,<html>", "201,{}", "201,[1]", "200,null", "201,'{\"sid\":\"SM1\"'"})
    void doesNotKnowWhatASuccessWithoutASidMeans(int status, String body) {
        assertThat(answer(status, body)).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503", "504", "599", "408"})
    void looksBeforeItRepeatsWhatTwilioMayHaveTaken(int status) {
        assertThat(answer(status, "{\"code\":20500}")).isInstanceOf(Unknown.class);
        assertThat(answer(status, "<html>")).isInstanceOf(Unknown.class);
    }

    @Test
    void repeatsWhatTwilioDidNotTake() {
        assertThat(answer(429, "{\"code\":20429}")).isInstanceOf(RetryLater.class);
        assertThat(answer(429, "")).isInstanceOf(RetryLater.class);
        assertThat(answer(400, "{\"code\":21611}")).isInstanceOf(RetryLater.class);
        assertThat(answer(400, "{\"code\":63018}")).isInstanceOf(RetryLater.class);
    }

    @ParameterizedTest
    @CsvSource({"7,7", "' 30 ',30", "'',0", "'Fri, 20 Aug 2010 01:13:42 GMT',0", "-1,0", "999999,600", "99999999999,0"})
    void waitsAsLongAsTwilioAsks(String header, long seconds) {
        assertThat(SendAnswer.of(429, header, new byte[0]))
                .isInstanceOfSatisfying(
                        RetryLater.class, later -> assertThat(later.atLeast()).isEqualTo(Duration.ofSeconds(seconds)));
    }

    @Test
    void waitsNoShorterThanAskedAndNeverAllTogether() {
        Backoff backoff = Backoff.standard(new Random(1));
        RetryLater asked = new RetryLater(Duration.ofSeconds(5), "");

        for (int tries = 1; tries < 50; tries++) {
            assertThat(asked.after(backoff, tries)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(65));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, 21610, OPTED_OUT",
        "400, 63016, WINDOW_CLOSED",
        "400, 21211, INVALID_NUMBER",
        "400, 21614, INVALID_NUMBER",
        "400, 21612, UNREACHABLE",
        "400, 21212, INVALID_SENDER",
        "400, 63007, INVALID_SENDER",
        "400, 21617, INVALID_CONTENT",
        "400, 21655, INVALID_CONTENT",
        "400, 21408, ACCOUNT",
        "401, 20003, ACCOUNT",
        "404, 20404, ACCOUNT",
        "400, 99999, OTHER",
        "400, 0, OTHER",
        "401, 0, ACCOUNT",
        "302, 0, ACCOUNT",
    })
    void saysWhyTwilioRefused(int status, int code, Kind kind) {
        assertThat(answer(status, "{\"code\":" + code + ",\"message\":\"To +33612345678 is wrong\"}"))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.refusal().code()).isEqualTo(code);
                    assertThat(refused.refusal().kind()).isEqualTo(kind);
                    assertThat(refused.refusal().why()).isNotBlank().doesNotContain("+336");
                });
    }

    @Test
    void refusesEvenWhenTheReasonCannotBeRead() {
        assertThat(answer(400, "{\"code\":")).isInstanceOf(Refused.class);
    }

    @Test
    void repeatsWhatNeverLeft() {
        for (Exception failure : new Exception[] {
            new ConnectException("Connection refused"),
            new UnknownHostException("api.twilio.com"),
            new HttpConnectTimeoutException("slow"),
            new SSLHandshakeException("no"),
            new ConnectTimeoutException(),
            new RuntimeException(new IOException(new ConnectException("Connection refused")))
        }) {
            assertThat(SendAnswer.of(failure)).as(failure.toString()).isInstanceOf(RetryLater.class);
        }
    }

    @Test
    void looksAfterALineThatBrokeLater() {
        for (Exception failure : new Exception[] {
            new SocketTimeoutException("Read timed out"),
            new SocketException("Connection reset"),
            new HttpTimeoutException("request timed out"),
            new IOException("HTTP/1.1 header parser received no bytes"),
            new IllegalStateException()
        }) {
            assertThat(SendAnswer.of(failure)).as(failure.toString()).isInstanceOf(Unknown.class);
        }
    }

    // As Apache's client has it.
    private static final class ConnectTimeoutException extends SocketTimeoutException {}

    private static SendAnswer answer(int status, String body) {
        return SendAnswer.of(status, "", body.getBytes(StandardCharsets.UTF_8));
    }
}
