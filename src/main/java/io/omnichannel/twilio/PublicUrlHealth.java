package io.omnichannel.twilio;

import io.omnichannel.platform.HealthComponent;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Says that nobody told us yet at what address Twilio finds us. The simulator needs none. */
@Component
class PublicUrlHealth implements HealthComponent {

    private static final Finding UNKNOWN = new Finding(
            true,
            "public_url_unknown",
            "Messages that we begin have no status callback until a webhook has come; set OMNICHANNEL_PUBLIC_URL");

    private final TwilioSettings settings;
    private final PublicUrl publicUrl;

    PublicUrlHealth(TwilioSettings settings, PublicUrl publicUrl) {
        this.settings = settings;
        this.publicUrl = publicUrl;
    }

    @Override
    public String name() {
        return "public_url";
    }

    @Override
    public Optional<Finding> finding() {
        return settings.live() && publicUrl.base().isEmpty() ? Optional.of(UNKNOWN) : Optional.empty();
    }
}
