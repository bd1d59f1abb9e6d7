package io.omnichannel.messaging.mirror;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.twilio.ConversationsAnswer;
import io.omnichannel.twilio.ConversationsRequest;
import io.omnichannel.twilio.TwilioApi;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Between a {@link MirrorTask} and the Conversations API: what is asked, and what came back. */
@Configuration(proxyBeanMethods = false)
public class MirrorProcessors {

    /** The variable that keeps the task while the body is a request or an answer. */
    static final String TASK = "mirror";

    /** Body: a {@link MirrorTask} becomes the request for a new copy, or for the one of this name that Twilio has. */
    @Bean
    Processor mirrorConversationRequest(MirrorSettings settings, ObjectMapper json) {
        String service = settings.twilioConversationsServiceSid();
        return exchange -> {
            MirrorTask task = keep(exchange);
            String name = task.claim().conversation().toString();
            ObjectNode attributes = json.createObjectNode()
                    .put("tenant", task.claim().tenant())
                    .put("conversation", name)
                    .put("customer", task.view().contact().toString());
            exchange.getMessage()
                    .setBody(
                            task.named()
                                    ? ConversationsRequest.find(service, name)
                                    : ConversationsRequest.create(
                                            service, name, shortened(task.view().name()), attributes.toString()));
        };
    }

    /** Body: a {@link MirrorTask} becomes the request that adds the customer, or then the agent. */
    @Bean
    Processor mirrorParticipantRequest(MirrorSettings settings, ObjectMapper json) {
        String service = settings.twilioConversationsServiceSid();
        return exchange -> {
            MirrorTask task = keep(exchange);
            MirrorView view = task.view();
            boolean customer = view.participants() == 0;
            ObjectNode attributes = json.createObjectNode().put("role", customer ? "customer" : "agent");
            if (customer) {
                attributes.put("name", shortened(view.name()));
                attributes.set("addresses", view.addresses());
            }
            String identity = customer
                    ? Identities.customer(view.contact())
                    : Identities.agent(task.claim().conversation());
            exchange.getMessage()
                    .setBody(ConversationsRequest.join(service, view.sid(), identity, attributes.toString()));
        };
    }

    /** Body: a {@link MirrorTask} becomes the message, or the question whether Twilio has it already. */
    @Bean
    Processor mirrorMessageRequest(MirrorSettings settings) {
        String service = settings.twilioConversationsServiceSid();
        return exchange -> {
            MirrorTask task = keep(exchange);
            MirrorView view = task.view();
            MirroredMessage message = task.message();
            exchange.getMessage()
                    .setBody(
                            task.sure()
                                    ? ConversationsRequest.message(
                                            service,
                                            view.sid(),
                                            message.author(
                                                    view.contact(), task.claim().conversation()),
                                            message.body(),
                                            message.attributes().toString())
                                    : ConversationsRequest.latestMessages(service, view.sid()));
        };
    }

    /** Body: a {@link MirrorTask} becomes the request that closes the copy. */
    @Bean
    Processor mirrorCloseRequest(MirrorSettings settings) {
        return exchange -> {
            MirrorTask task = keep(exchange);
            exchange.getMessage()
                    .setBody(ConversationsRequest.close(
                            settings.twilioConversationsServiceSid(),
                            task.view().sid()));
        };
    }

    /** Body: a {@link ConversationsRequest}; it goes to Twilio's address, never to one that a message names. */
    @Bean
    Processor conversationsRequest(TwilioApi twilio) {
        return exchange -> {
            Message message = exchange.getMessage();
            ConversationsRequest request = message.getBody(ConversationsRequest.class);
            message.removeHeaders("*");
            message.setHeader(Exchange.HTTP_METHOD, request.method());
            message.setHeader(Exchange.HTTP_URI, twilio.conversationsUrl() + request.path());
            if (!request.query().isEmpty()) {
                message.setHeader(Exchange.HTTP_RAW_QUERY, request.query());
            }
            message.setHeader("Authorization", twilio.authorization());
            if (request.form().isEmpty()) {
                message.setBody(null);
            } else {
                message.setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded");
                message.setBody(request.form());
            }
        };
    }

    /** Body: Twilio's bytes become a {@link ConversationsAnswer}. */
    @Bean
    Processor conversationsAnswer() {
        return exchange -> {
            Message message = exchange.getMessage();
            ConversationsAnswer answer = ConversationsAnswer.of(
                    message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class),
                    message.getHeader("Retry-After", "", String.class),
                    message.getBody(byte[].class));
            message.removeHeaders("*");
            message.setBody(answer);
        };
    }

    /** Twilio did not answer: the body becomes a {@link ConversationsAnswer} that says so. */
    @Bean
    Processor conversationsSilence() {
        return exchange -> {
            Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setBody(ConversationsAnswer.of(failure));
        };
    }

    /** Body: a {@link MirrorTask} with nothing to do; its lease ends. */
    @Bean
    Processor mirrorFinisher(Mirrors mirrors) {
        return exchange -> {
            MirrorTask task = exchange.getMessage().getBody(MirrorTask.class);
            MirrorReader.finish(mirrors, task);
            exchange.getMessage().setBody(task.over());
        };
    }

    private static MirrorTask keep(Exchange exchange) {
        MirrorTask task = exchange.getMessage().getBody(MirrorTask.class);
        exchange.setVariable(TASK, task);
        return task;
    }

    private static String shortened(String name) {
        return name.length() <= ConversationsRequest.MAX_NAME ? name : name.substring(0, ConversationsRequest.MAX_NAME);
    }
}
