package io.omnichannel.twilio;

import io.omnichannel.platform.HealthComponent;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Says that wrong signatures are let in. */
@Component
class SignatureHealth implements HealthComponent {

    private static final Finding OBSERVED = new Finding(
            true,
            "signature_mode_observe",
            "Requests with a missing or wrong signature are let in; set TWILIO_SIGNATURE_MODE=enforce");

    private final Optional<Finding> finding;

    SignatureHealth(TwilioSettings settings) {
        this.finding = settings.signatureMode() == SignatureMode.OBSERVE ? Optional.of(OBSERVED) : Optional.empty();
    }

    @Override
    public String name() {
        return "signatures";
    }

    @Override
    public Optional<Finding> finding() {
        return finding;
    }
}
