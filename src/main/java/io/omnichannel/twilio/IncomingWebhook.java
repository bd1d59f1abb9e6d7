package io.omnichannel.twilio;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A webhook before its sender is proved, exactly as it came.
 *
 * @param method upper case
 * @param url scheme, host, raw path and raw query as this server saw them
 * @param contentType empty when there was none
 * @param signature empty when there was none
 * @param body the bytes
 */
record IncomingWebhook(String method, String url, String contentType, String signature, byte[] body) {

    /** Whether the parameters stand in the URL. */
    boolean isGet() {
        return method.equals("GET");
    }

    /** Whether the body is signed by its parameters; any other is signed by its hash. */
    boolean isForm() {
        String type = contentType.toLowerCase(Locale.ROOT);
        return type.startsWith("application/x-www-form-urlencoded") || type.isEmpty() && body.length == 0;
    }

    TwilioForm query() {
        String query = SignedUrl.of(url).query();
        return query.isEmpty()
                ? TwilioForm.empty()
                : TwilioForm.decode(query.substring(1).getBytes(StandardCharsets.UTF_8));
    }

    String path() {
        return SignedUrl.of(url).path();
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
