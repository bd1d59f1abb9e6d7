package io.omnichannel.simulator;

import io.omnichannel.simulator.DocumentedServer.Page;
import io.omnichannel.simulator.DocumentedServer.Request;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** A REST double, a server that it tells, and a client. */
final class RestWorld implements AutoCloseable {

    static final String MESSAGES = RestClient.ACCOUNT + "/Messages.json";
    static final String CUSTOMER = "+33612345678";
    static final String BUSINESS = CallSetup.DEMO_NUMBER;

    final DocumentedServer server;
    final TwilioRest twilio;
    final RestClient client;
    volatile Function<Request, Page> pages =
            request -> request.target().contains("message-status") ? Page.empty(204) : Page.twiml("<Response/>");

    RestWorld() throws IOException {
        server = new DocumentedServer(request -> pages.apply(request), (peer, frame) -> {
            if (frame.contains("Bonjour")) {
                peer.say("Bonjour à vous.", true);
            }
        });
        twilio = TwilioRest.start(TwilioAccount.of(server.url(), "secret"));
        client = RestClient.of(twilio);
    }

    String callback(String outbox) {
        return server.url() + "/webhooks/omnichannel/message-status?outbox=" + outbox;
    }

    java.net.http.HttpResponse<byte[]> send(String from, String to, String body, String... more) {
        List<String> form = new java.util.ArrayList<>(List.of("From", from, "To", to, "Body", body));
        form.addAll(List.of(more));
        return client.post(MESSAGES, form.toArray(String[]::new));
    }

    @Override
    public void close() throws IOException {
        client.close();
        twilio.close();
        server.close();
    }
}
