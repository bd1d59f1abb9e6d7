package io.omnichannel.voices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.omnichannel.voices.ProviderRequests.Call;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Between our words and camel-http's headers, for the two providers that are asked by plain HTTP. */
@Component
final class HttpProcessors {

    private static final String CALL = "OmniVoiceCall";
    private static final int LONGEST_ANSWER = 8 * 1024 * 1024;

    private final ObjectMapper json;
    private final VoiceAccounts accounts;

    HttpProcessors(ObjectMapper json, VoiceAccounts accounts) {
        this.json = json;
        this.accounts = accounts;
    }

    /** Sets address, method, key and body of a request; where it goes is the account's and nobody else's to say. */
    Processor asking(VoiceProvider provider, Function<Exchange, Call> question) {
        return exchange -> {
            Call call = question.apply(exchange);
            exchange.setProperty(CALL, call);
            ask(exchange, accounts.required(provider).baseUrl().toString(), call);
        };
    }

    /**
     * In a {@code doCatch}: the same request once more. A question always, a synthesis, which is billed, only if it was
     * refused; anything else is thrown on.
     */
    Processor askingAgain(VoiceProvider provider) {
        return exchange -> {
            ProviderFailure failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, ProviderFailure.class);
            Call call = exchange.getProperty(CALL, Call.class);
            boolean safe = call.method().equals("GET") || failure.category() == FailureCategory.RATE_LIMIT;
            if (!safe || !failure.category().passing()) {
                throw failure;
            }
            // What failed the first time says nothing about the second.
            exchange.removeProperty(Exchange.EXCEPTION_CAUGHT);
            ask(exchange, accounts.required(provider).baseUrl().toString(), call);
        };
    }

    private static void ask(Exchange exchange, String baseUrl, Call call) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, call.method());
        message.setHeader(Exchange.HTTP_URI, baseUrl + call.path());
        if (!call.query().isEmpty()) {
            message.setHeader(Exchange.HTTP_QUERY, call.query());
        }
        call.headers().forEach(message::setHeader);
        if (call.body() == null) {
            message.setBody(null);
        } else {
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            message.setBody(call.body().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Where a provider's circuit breaker sends what failed: the body becomes a {@link ProviderFailure}. */
    static Processor failing(VoiceProvider provider) {
        return exchange -> {
            Throwable thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
            // A breaker that is open was handed nothing that failed.
            exchange.getMessage()
                    .setBody(
                            thrown == null
                                    ? new ProviderFailure(provider, FailureCategory.PAUSED)
                                    : ProviderFailures.of(provider, thrown));
        };
    }

    static int status(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    }

    /** The answer's JSON; a missing node when it is none. Closes the answer. */
    JsonNode json(Exchange exchange) throws IOException {
        try (InputStream body = exchange.getMessage().getBody(InputStream.class)) {
            if (body == null) {
                return MissingNode.getInstance();
            }
            JsonNode read = json.readTree(body.readNBytes(LONGEST_ANSWER));
            return read == null ? MissingNode.getInstance() : read;
        } catch (JsonProcessingException noJson) {
            return MissingNode.getInstance();
        }
    }

    /** As {@link #json}, of an answer that has to be some. */
    JsonNode required(Exchange exchange, VoiceProvider provider) throws IOException {
        JsonNode read = json(exchange);
        if (read.isMissingNode()) {
            throw new ProviderFailure(provider, FailureCategory.SERVER);
        }
        return read;
    }
}
