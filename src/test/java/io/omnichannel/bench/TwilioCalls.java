package io.omnichannel.bench;

import io.omnichannel.twilio.TwilioForm;
import io.omnichannel.twilio.TwilioSignature;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Incoming calls as Twilio announces them: new calls from 10,000 customers to 100 tenants, signed beforehand. */
final class TwilioCalls {

    static final String VOICE = "/webhooks/omnichannel/voice";
    static final String ACCOUNT = "AC00000000000000000000000000000000";

    private static final int CUSTOMERS = 10_000;

    private final TestServer server;

    TwilioCalls(TestServer server) {
        this.server = server;
    }

    /** Who calls whom; made the same way for the server and for the bare statement. */
    record Call(String sid, String from, String to) {

        static Call random() {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            return of(random.nextInt(CUSTOMERS), random.nextInt(TestServer.TENANTS));
        }

        static Call of(int customer, int tenant) {
            return new Call(
                    "CA" + UUID.randomUUID().toString().replace("-", ""),
                    "+336%08d".formatted(customer),
                    TestServer.number(tenant));
        }
    }

    List<byte[]> random(int count) {
        return java.util.stream.Stream.generate(Call::random)
                .limit(count)
                .parallel()
                .map(this::webhook)
                .toList();
    }

    /** The whole HTTP request. */
    byte[] webhook(Call call) {
        Map<String, List<String>> form = new LinkedHashMap<>();
        parameters(call).forEach((name, value) -> form.put(name, List.of(value)));
        StringBuilder body = new StringBuilder();
        form.forEach((name, value) -> body.append(body.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value.getFirst(), StandardCharsets.UTF_8)));
        String signature = TwilioSignature.sign(server.token(), server.url() + VOICE, new TwilioForm(form));
        return HttpConnection.post(
                server.port(),
                VOICE,
                "Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\nAccept: */*\r\n"
                        + "User-Agent: TwilioProxy/1.1\r\nI-Twilio-Idempotency-Token: " + UUID.randomUUID()
                        + "\r\nX-Twilio-Signature: " + signature + "\r\n",
                body.toString());
    }

    private static Map<String, String> parameters(Call call) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("AccountSid", ACCOUNT);
        parameters.put("ApiVersion", "2010-04-01");
        parameters.put("CallSid", call.sid());
        parameters.put("CallStatus", "ringing");
        parameters.put("CallToken", "{\"parentCallInfoToken\":\"eyJhbGciOiJFUzI1NiJ9." + call.sid() + "\"}");
        parameters.put("Direction", "inbound");
        for (String party : List.of("From", "Caller", "To", "Called")) {
            parameters.put(party, party.endsWith("o") || party.equals("Called") ? call.to() : call.from());
            for (String detail : List.of("City", "State", "Zip")) {
                parameters.put(party + detail, "");
            }
            parameters.put(party + "Country", "FR");
        }
        return parameters;
    }
}
