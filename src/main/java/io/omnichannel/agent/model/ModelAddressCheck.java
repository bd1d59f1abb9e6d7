package io.omnichannel.agent.model;

import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.settings.ModelCheck;
import io.omnichannel.agent.settings.SettingsWarning;
import io.omnichannel.platform.net.PublicAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Tells beforehand of a tenant's address that will be refused, as far as the address itself shows it or its name leads there
 * now. Whether it is asked is decided when it is: a name may lead elsewhere by then.
 */
@Component
class ModelAddressCheck implements ModelCheck {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    /** What saving a configuration may take longer for this. */
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private final ModelChoice choice;
    private final NameLookup names;

    @Autowired
    ModelAddressCheck(ModelChoice choice) {
        this(choice, new NameLookup(InetAddress::getAllByName, PATIENCE));
    }

    ModelAddressCheck(ModelChoice choice, NameLookup names) {
        this.choice = choice;
        this.names = names;
    }

    @Override
    public List<SettingsWarning> check(AgentSettings settings) {
        if (settings.modelUrl().isEmpty()) {
            return List.of();
        }
        URI base = URI.create(settings.modelUrl().get());
        if (choice.isTrusted(base)) {
            return List.of();
        }
        if (!"https".equalsIgnoreCase(base.getScheme())) {
            return refused("is http: it will not be asked");
        }
        String host = base.getHost().toLowerCase(Locale.ROOT);
        if (isPrivate(host)) {
            return refused("is not on the public internet: it will not be asked");
        }
        return leadsInside(host)
                ? refused("leads to an address that is not on the public internet: it will not be asked")
                : List.of();
    }

    /** As the guard on the way out has it: one such address is enough. */
    private boolean leadsInside(String host) {
        return !isLiteral(host)
                && names.addressesOf(host).stream().anyMatch(address -> !PublicAddress.isPublic(address));
    }

    private static List<SettingsWarning> refused(String why) {
        return List.of(new SettingsWarning(
                "llm_address_refused",
                "llm.base_url",
                why
                        + ", and the offline agent answers. Name a public https address, or have the operator add this one to"
                        + " OMNICHANNEL_LLM_ALLOWED_BASE_URLS"));
    }

    /** A name without a dot is one of the house's own network. */
    private static boolean isPrivate(String host) {
        if (!isLiteral(host)) {
            return host.indexOf('.') < 0 || host.endsWith(".localhost") || host.endsWith(".internal");
        }
        try {
            return !PublicAddress.isPublic(InetAddress.getByName(host));
        } catch (UnknownHostException noAddress) {
            return true;
        }
    }

    private static boolean isLiteral(String host) {
        return host.startsWith("[") || IPV4.matcher(host).matches();
    }
}
