package io.omnichannel.agent.settings;

import io.omnichannel.agent.AgentSettings.ChannelsConfig;
import io.omnichannel.agent.AgentSettings.Email;
import io.omnichannel.agent.AgentSettings.Switch;
import io.omnichannel.agent.AgentSettings.Template;
import io.omnichannel.agent.AgentSettings.Whatsapp;
import io.omnichannel.platform.json.JsonFields;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Which channels are on, and what two of them need. */
final class ChannelFields {

    private static final Pattern CONTENT_SID = Pattern.compile("HX[0-9a-f]{32}");
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

    private ChannelFields() {}

    static ChannelsConfig read(JsonFields channels) {
        JsonFields voice = channels.section("voice");
        JsonFields sms = channels.section("sms");
        JsonFields whatsapp = channels.section("whatsapp");
        JsonFields email = channels.section("email");
        return new ChannelsConfig(
                new Switch(on(voice)),
                new Switch(on(sms)),
                new Whatsapp(on(whatsapp), template(whatsapp.section("template"))),
                new Email(on(email), from(email).orElse(null)));
    }

    private static boolean on(JsonFields channel) {
        return channel.flag("enabled").orElse(true);
    }

    private static Template template(JsonFields template) {
        Optional<String> sid = template.text("content_sid", 34);
        JsonFields given = template.section("variables");
        Map<String, String> variables = new TreeMap<>();
        for (String name : given.names()) {
            given.text(name, 1_000).ifPresent(value -> variables.put(name, value));
        }
        if (template.isEmpty()) {
            return null;
        }
        if (sid.isEmpty() || !CONTENT_SID.matcher(sid.get()).matches()) {
            template.wrong("content_sid", "must be a template's id: HX and 32 hex digits");
        }
        return new Template(sid.orElse(null), variables);
    }

    /** Lower case: it is compared with the addresses of incoming mail, whose {@code +tag} is removed. */
    private static Optional<String> from(JsonFields email) {
        Optional<String> address = email.text("from", 254).map(given -> given.toLowerCase(Locale.ROOT));
        if (address.isPresent() && !ADDRESS.matcher(address.get()).matches()) {
            email.wrong("from", "must be a mail address such as hello@example.com");
        } else if (address.isPresent() && address.get().contains("+")) {
            email.wrong("from", "must not have a +tag: incoming mail is compared without it");
        }
        return address;
    }
}
