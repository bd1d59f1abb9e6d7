package io.omnichannel.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.conversation.PhoneNumbers;
import io.omnichannel.platform.json.JsonFields;
import io.omnichannel.twilio.TwilioAccounts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A number that somebody wants to have.
 *
 * @param number E.164
 * @param channels some of voice, sms, whatsapp
 * @param accountSid the only Twilio account whose events count, or null for any
 */
record NewMapping(String tenant, String number, List<String> channels, String accountSid) {

    private static final List<String> CHANNELS = List.of("voice", "sms", "whatsapp");

    /** What is wrong is noted with the fields; without a tenant there is no region to read the number in. */
    static NewMapping read(JsonFields fields, Optional<String> tenant, TenantRegion regions) {
        Optional<String> written = fields.text("phone_number", 40);
        Optional<String> number = written.flatMap(text -> PhoneNumbers.e164(text, regions.toRead(text, tenant)));
        if (written.isEmpty()) {
            fields.wrong("phone_number", "is required");
        } else if (number.isEmpty()) {
            fields.wrong("phone_number", "must be a phone number such as +33199000001");
        }
        Optional<String> account = fields.text("account_sid", 34);
        if (account.isPresent() && !TwilioAccounts.isSid(account.get())) {
            fields.wrong("account_sid", "must be a Twilio account's SID: AC and 32 hex digits");
        }
        return new NewMapping(tenant.orElse(null), number.orElse(null), channels(fields), account.orElse(null));
    }

    private static List<String> channels(JsonFields fields) {
        Optional<JsonNode> given = fields.value("channels");
        if (given.isEmpty()) {
            return CHANNELS;
        }
        Set<String> channels = new LinkedHashSet<>();
        given.get().forEach(channel -> channels.add(channel.asText()));
        if (!given.get().isArray() || channels.isEmpty() || !CHANNELS.containsAll(channels)) {
            fields.wrong(
                    "channels",
                    "must be a list of some of " + String.join(", ", CHANNELS)
                            + (channels.contains("email") ? "; mail is found by channels_config.email.from" : ""));
        }
        return List.copyOf(channels);
    }
}
