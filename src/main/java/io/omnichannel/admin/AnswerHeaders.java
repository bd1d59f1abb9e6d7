package io.omnichannel.admin;

import io.omnichannel.platform.Problem;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Takes an {@link Answer} or a {@link Problem} apart: status and headers to the message, the rest to be marshalled. */
@Component
final class AnswerHeaders implements Processor {

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        message.setHeader("Cache-Control", "no-store");
        // Small and whole: a length tells the client more than chunks.
        message.setHeader(Exchange.HTTP_CHUNKED, false);
        switch (message.getBody()) {
            case Answer answer -> {
                status(message, answer.status(), "application/json");
                answer.headers().forEach(message::setHeader);
                message.setBody(answer.body());
            }
            case Problem problem -> {
                status(message, problem.status(), Problem.MEDIA_TYPE);
                problem.headers().forEach(message::setHeader);
                message.setBody(problem.traceId().isEmpty() ? problem.withTraceId(Servlet.traceId(exchange)) : problem);
            }
            default -> throw new IllegalStateException("Neither an answer nor a problem");
        }
    }

    private static void status(Message message, int status, String contentType) {
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, contentType);
    }
}
