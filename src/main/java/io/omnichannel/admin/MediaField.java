package io.omnichannel.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.conversation.Channel;
import io.omnichannel.platform.json.JsonFields;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code media}: where Twilio fetches the pictures and documents that go with an operator's message. */
final class MediaField {

    static final String NAME = "media";
    /** What to do where a channel carries none. */
    static final String NOT_BY_MAIL =
            "goes by sms and whatsapp only; name one of them as channel, or leave media out and"
                    + " write the links in content";

    /** Twilio takes no more (error 21623). */
    private static final int MOST = 10;

    private static final int LONGEST = 2_000;
    private static final int LAST_PORT = 65_535;

    private MediaField() {}

    /** What is wrong is noted with the fields, by its place; the addresses themselves are nobody's but the customer's. */
    static List<String> read(JsonFields fields, Optional<Channel> channel) {
        Optional<JsonNode> given = fields.value(NAME);
        if (given.isEmpty()) {
            return List.of();
        }
        if (channel.filter(Channel.EMAIL::equals).isPresent()) {
            fields.wrong(NAME, NOT_BY_MAIL);
        }
        if (!given.get().isArray() || given.get().isEmpty() || given.get().size() > MOST) {
            fields.wrong(NAME, "must be a list of 1 to 10 https addresses such as [\"https://example.com/menu.pdf\"]");
            return List.of();
        }
        List<String> media = new ArrayList<>();
        for (JsonNode url : given.get()) {
            if (!isFetchable(url)) {
                fields.wrong(
                        NAME + "[" + media.size() + "]",
                        "must be an https address of at most 2,000 characters such as https://example.com/menu.pdf,"
                                + " without user name and #, other than ASCII as %-escapes");
            }
            media.add(url.asText());
        }
        return media;
    }

    private static boolean isFetchable(JsonNode given) {
        if (!given.isTextual() || given.textValue().length() > LONGEST) {
            return false;
        }
        try {
            URI url = new URI(given.textValue());
            return "https".equals(url.getScheme())
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null
                    && url.getPort() <= LAST_PORT
                    && url.toASCIIString().equals(given.textValue());
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
