package io.omnichannel.bench;

import io.omnichannel.simulator.rest.SimulatedText;
import io.omnichannel.twilio.TwilioForm;
import io.omnichannel.twilio.TwilioSignature;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Texts as Twilio hands them over: from 10,000 customers to 100 tenants, signed beforehand. */
final class TwilioTexts {

    private static final String SMS = "/webhooks/omnichannel/sms";
    private static final int CUSTOMERS = 10_000;

    private final TestServer server;

    TwilioTexts(TestServer server) {
        this.server = server;
    }

    static SimulatedText random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return of(random.nextInt(CUSTOMERS), random.nextInt(TestServer.TENANTS));
    }

    static SimulatedText of(int customer, int tenant) {
        return SimulatedText.sms(
                "+336%08d".formatted(customer),
                TestServer.number(tenant),
                "Bonjour, où en est ma commande ? " + UUID.randomUUID());
    }

    List<byte[]> random(int count) {
        return Stream.generate(TwilioTexts::random)
                .limit(count)
                .parallel()
                .map(this::webhook)
                .toList();
    }

    /** The whole HTTP request. */
    byte[] webhook(SimulatedText text) {
        Map<String, List<String>> form = new LinkedHashMap<>();
        text.parameters().forEach((name, value) -> form.put(name, List.of(value)));
        String body = text.parameters().entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String signature = TwilioSignature.sign(server.token(), server.url() + SMS, new TwilioForm(form));
        return HttpConnection.post(
                server.port(),
                SMS,
                "Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\nAccept: */*\r\n"
                        + "User-Agent: TwilioProxy/1.1\r\nI-Twilio-Idempotency-Token: " + UUID.randomUUID()
                        + "\r\nX-Twilio-Signature: " + signature + "\r\n",
                body);
    }
}
