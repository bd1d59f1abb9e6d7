package io.omnichannel.simulator.rest;

import com.sun.net.httpserver.HttpServer;
import io.omnichannel.email.SendGridDevelopmentKey;
import io.omnichannel.simulator.Faults;
import io.omnichannel.simulator.TwilioAccount;
import io.omnichannel.simulator.Webhooks;
import io.omnichannel.simulator.mail.SendGridRest;
import io.omnichannel.simulator.mail.SendGridWebhooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Twilio's REST API on 127.0.0.1, from Twilio's documentation: strict about what it is sent, with every message kept and
 * carried to somebody's telephone, and with the ways in which the real one fails. Safe for several threads.
 */
public final class TwilioRest implements AutoCloseable {

    /** Where it is, in the data directory of the server that it belongs to. */
    public static final String PORT_FILE = "simulator.port";

    static {
        // Java's server otherwise sends head and body of an answer 40 ms apart.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final int port;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(threads)
            .build();
    private final RestLedger ledger = new RestLedger();
    private final Faults faults = new Faults();
    private final Faults lookupFaults = new Faults();
    private final Faults conversationFaults = new Faults();
    private final CallbackScript callbacks = new CallbackScript();
    private final OptOutBook optOuts = new OptOutBook();
    private final MessageCarrier carrier = new MessageCarrier(ledger, callbacks);
    private final InboundTexts inbox = new InboundTexts(ledger, carrier, optOuts, this::now);
    private final RestMessages messages = new RestMessages(ledger, carrier, optOuts, threads, this::now);
    private final RestCalls calls = new RestCalls(threads, this::now, ledger);
    private final RestConversations conversations =
            new RestConversations(new ConversationEvents(this::webhooks, this::account, ledger, threads), this::now);
    private final SimulatorResource simulator = new SimulatorResource(this);
    private final SendGridRest mail = new SendGridRest(threads, this::sendGridWebhooks);
    private volatile Duration ahead = Duration.ZERO;
    private volatile TwilioAccount account;
    private volatile Webhooks webhooks;
    private volatile SendGridDevelopmentKey mailKey;

    private TwilioRest(HttpServer server) {
        this.server = server;
        this.port = server.getAddress().getPort();
    }

    /** Takes a free port; whoever connects waits until {@link #serve}. */
    public static TwilioRest listen() {
        try {
            return new TwilioRest(
                    HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 1_000));
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    /** A double that answers at once. */
    public static TwilioRest start(TwilioAccount account) {
        return listen().serve(account);
    }

    /** Begins to answer, once. @param account whose SID and token sign in, and whose server is told what happens */
    public TwilioRest serve(TwilioAccount account) {
        told(account);
        server.createContext("/", new RestDoor(this));
        server.createContext(SendGridRest.PATH, mail);
        server.setExecutor(threads);
        server.start();
        return this;
    }

    /** From here on another server is told: after a restart on another port. */
    public void told(TwilioAccount account) {
        this.webhooks = new Webhooks(http, account);
        this.account = account;
    }

    /** What {@code TWILIO_API_BASE_URL} is set to. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public int port() {
        return port;
    }

    public RestLedger ledger() {
        return ledger;
    }

    /** What goes wrong with requests to send or call. */
    public Faults faults() {
        return faults;
    }

    /** What goes wrong with looking up and listing. */
    public Faults lookupFaults() {
        return lookupFaults;
    }

    /** What goes wrong with what is written into the Conversations API. */
    public Faults conversationFaults() {
        return conversationFaults;
    }

    /** How status callbacks are delivered. */
    public CallbackScript callbacks() {
        return callbacks;
    }

    public RestCalls calls() {
        return calls;
    }

    /** The Conversations API. */
    public RestConversations conversations() {
        return conversations;
    }

    /** SendGrid's API at the same address. */
    public SendGridRest mail() {
        return mail;
    }

    /** What mails and their events are signed with. */
    public TwilioRest signsMailWith(SendGridDevelopmentKey key) {
        mailKey = key;
        return this;
    }

    /** Somebody who writes text messages. */
    public SimulatedPhone phone(String number) {
        return new SimulatedPhone(this, number, false);
    }

    /** Somebody on WhatsApp. @param id E.164 or a business-scoped id, without prefix */
    public SimulatedPhone whatsapp(String id) {
        return new SimulatedPhone(this, id, true);
    }

    /** Messages there end undelivered. @param to with the channel's prefix */
    public void unreachable(String to, int errorCode) {
        carrier.unreachable(to, errorCode);
    }

    /** Tells the server that a message came to this stage, whatever has become of it. @return what the server answers */
    public int tell(RestMessage message, String status, int errorCode) {
        return carrier.tell(message, new MessageCarrier.Stage(status, errorCode), account, webhooks);
    }

    /** As if the customer had once opted out without our hearing of it. */
    public void block(String business, String customer) {
        optOuts.block(business, customer);
    }

    /** Whether Twilio itself answers STOP, START and HELP on text messages and blocks; it does unless told otherwise. */
    public void handlesOptOut(boolean handles) {
        inbox.handlesOptOut(handles);
    }

    /**
     * Whether everything that customers write passes through here; it does unless told otherwise. Where somebody signs
     * webhooks by hand as well, a customer who is unknown here may well have written on WhatsApp.
     */
    public void hearsEverything(boolean hears) {
        carrier.hearsEverything(hears);
    }

    /** Moves this Twilio's clock on, for WhatsApp's 24 hours. */
    public void letPass(Duration time) {
        ahead = ahead.plus(time);
    }

    /** Delivers a text once. */
    public DeliveredText deliver(SimulatedText text) {
        return deliver(List.of(text), TextDelivery.once()).getFirst();
    }

    /** The text is in Twilio's log, and no webhook tells the server of it. */
    public void withhold(SimulatedText text) {
        inbox.receive(text);
    }

    /** Delivers texts; each is in the ledger before its first delivery, whatever becomes of that. */
    public List<DeliveredText> deliver(List<SimulatedText> texts, TextDelivery delivery) {
        texts.forEach(inbox::receive);
        return delivery.deliver(texts, text -> inbox.post(text, account, webhooks));
    }

    @Override
    public void close() {
        server.stop(0);
        http.shutdownNow();
        threads.shutdownNow();
    }

    Webhooks webhooks() {
        return webhooks;
    }

    public TwilioAccount account() {
        return account;
    }

    Instant now() {
        return Instant.now().plus(ahead);
    }

    private SendGridWebhooks sendGridWebhooks() {
        return new SendGridWebhooks(http, account.server(), mailKey);
    }

    RestAnswer answer(RestRequest request) {
        return new RestPaths(account, webhooks, messages, calls, conversations, simulator).answer(request);
    }
}
