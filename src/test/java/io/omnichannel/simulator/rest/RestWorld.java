package io.omnichannel.simulator.rest;

import io.omnichannel.simulator.DocumentedServer;
import io.omnichannel.simulator.DocumentedServer.Page;
import io.omnichannel.simulator.DocumentedServer.Request;
import io.omnichannel.simulator.TwilioAccount;
import io.omnichannel.simulator.call.CallSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A REST double, a server that it tells, and a client; to be registered as an extension, and gone after each test. */
public final class RestWorld implements AfterEachCallback {

    public static final String MESSAGES = RestClient.ACCOUNT + "/Messages.json";
    public static final String CUSTOMER = "+33612345678";
    public static final String BUSINESS = CallSetup.DEMO_NUMBER;

    public final DocumentedServer server;
    public final TwilioRest twilio;
    public final RestClient client;
    public volatile Function<Request, Page> pages =
            request -> request.target().contains("message-status") ? Page.empty(204) : Page.twiml("<Response/>");

    public RestWorld() {
        server = started(request -> pages.apply(request), (peer, frame) -> {
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

    public java.net.http.HttpResponse<byte[]> send(String from, String to, String body, String... more) {
        List<String> form = new java.util.ArrayList<>(List.of("From", from, "To", to, "Body", body));
        form.addAll(List.of(more));
        return client.post(MESSAGES, form.toArray(String[]::new));
    }

    private static DocumentedServer started(
            Function<Request, Page> pages, BiConsumer<DocumentedServer.Peer, String> frames) {
        try {
            return new DocumentedServer(pages, frames);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    @Override
    public void afterEach(ExtensionContext test) throws IOException {
        client.close();
        twilio.close();
        server.close();
    }
}
