package io.omnichannel.twilio;

import io.omnichannel.platform.ModulePaths;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * A call for {@code POST Calls.json}. What it says is asked for when somebody answers; whether a machine did is told
 * meanwhile.
 *
 * @param to E.164
 * @param from E.164
 * @param base see {@link PublicUrl#base()}
 * @param outbox what asked for the call
 * @param ringSeconds after which nobody is thought to be there
 * @see <a href="https://www.twilio.com/docs/voice/api/call-resource">Call resource</a>
 */
public record CallRequest(String to, String from, String base, UUID outbox, int ringSeconds) {

    /** Where it is posted, below Twilio's address. */
    public static String path(String accountSid) {
        return "/2010-04-01/Accounts/" + accountSid + "/Calls.json";
    }

    /** {@code application/x-www-form-urlencoded}. */
    public byte[] encoded() {
        StringBuilder form = new StringBuilder(512);
        put(form, "To", to);
        put(form, "From", from);
        put(form, "Url", base + ModulePaths.WEBHOOKS + "/voice?outbox=" + outbox);
        put(form, "FallbackUrl", base + ModulePaths.WEBHOOKS + "/fallback");
        put(form, "StatusCallback", status());
        for (String event : List.of("ringing", "answered", "completed")) {
            put(form, "StatusCallbackEvent", event);
        }
        put(form, "Timeout", String.valueOf(ringSeconds));
        put(form, "MachineDetection", "DetectMessageEnd");
        put(form, "AsyncAmd", "true");
        put(form, "AsyncAmdStatusCallback", status());
        return form.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private String status() {
        return base + ModulePaths.WEBHOOKS + "/call-status?outbox=" + outbox + MessageRequest.COME_AGAIN;
    }

    private static void put(StringBuilder form, String name, String value) {
        form.append(form.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    /** Without anybody's number. */
    @Override
    public String toString() {
        return "CallRequest[" + outbox + "]";
    }
}
