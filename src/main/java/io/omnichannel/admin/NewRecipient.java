package io.omnichannel.admin;

import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.PhoneNumbers;
import io.omnichannel.email.MailAddress;
import io.omnichannel.messaging.operator.Recipient;
import io.omnichannel.platform.json.JsonFields;
import java.util.Optional;

/** Reads {@code {"phone","email","name"}}: the address that is written to, and what else is known. */
final class NewRecipient {

    private static final int LONGEST_NAME = 200;
    // Also where the number's own country has such a length.
    private static final String SHORT_CODE = "\\d{3,6}";

    private NewRecipient() {}

    /** What is wrong is noted with the fields; without a tenant there is no region to read the number in. */
    static Recipient read(
            JsonFields customer, Optional<Channel> channel, Optional<String> tenant, TenantRegion regions) {
        String phone = phone(customer, channel, tenant, regions);
        String email = email(customer);
        String name = customer.text("name", LONGEST_NAME).orElse("");
        boolean byMail = channel.filter(Channel.EMAIL::equals).isPresent();
        String needed = byMail ? "email" : "phone";
        if (channel.isPresent() && customer.value(needed).isEmpty()) {
            customer.wrong(needed, "is required for " + channel.get().wireName());
        }
        return byMail
                ? new Recipient("email", email, "phone", phone, name)
                : new Recipient("phone", phone, "email", email, name);
    }

    private static String phone(
            JsonFields customer, Optional<Channel> channel, Optional<String> tenant, TenantRegion regions) {
        Optional<String> written = customer.text("phone", 40).map(String::strip);
        if (written.isEmpty()) {
            return "";
        }
        boolean shortCode = written.get().matches(SHORT_CODE)
                && channel.filter(Channel.SMS::equals).isPresent();
        String region = regions.toRead(written.get(), tenant);
        Optional<String> number = shortCode ? written : PhoneNumbers.e164(written.get(), region);
        if (number.isEmpty()) {
            customer.wrong("phone", "must be a phone number such as +33612345678");
        } else if (shortCode && PhoneNumbers.isEmergency(number.get(), region)) {
            customer.wrong("phone", "is an emergency number; give the customer's own, such as +33612345678");
        }
        return number.orElse("");
    }

    private static String email(JsonFields customer) {
        Optional<String> written = customer.text("email", 320).map(String::strip);
        Optional<MailAddress> address = written.flatMap(MailAddress::parse);
        if (written.isPresent() && address.isEmpty()) {
            customer.wrong("email", "must be a mail address such as ann@example.com");
        }
        return address.map(MailAddress::address).orElse("");
    }
}
