package io.omnichannel.twilio;

import io.omnichannel.twilio.RejectedWebhook.Reason;
import org.springframework.stereotype.Component;

/** The door of the relay's socket: asked before the upgrade. */
@Component
public class RelayHandshake {

    private final TwilioAccounts accounts;
    private final PublicUrl publicUrl;
    private final SignatureLedger ledger;
    private final SignatureMode mode;

    RelayHandshake(TwilioAccounts accounts, PublicUrl publicUrl, SignatureLedger ledger, TwilioSettings settings) {
        this.accounts = accounts;
        this.publicUrl = publicUrl;
        this.ledger = ledger;
        this.mode = settings.signatureMode();
    }

    /**
     * Whether a handshake may become a socket. In observe mode always: the ticket is still asked for.
     *
     * @param requestUrl the URL as this server saw it, http or ws
     * @param signature {@code X-Twilio-Signature}, null or empty when there was none
     */
    public boolean accepts(String requestUrl, String signature) {
        String signedUrl = PublicUrl.toSocket(publicUrl.signedUrl(requestUrl));
        if (TwilioSignature.verifyHandshake(accounts.all(), signedUrl, signature)) {
            ledger.valid();
            return true;
        }
        boolean missing = signature == null || signature.isEmpty();
        ledger.bad(missing ? Reason.MISSING_SIGNATURE : Reason.WRONG_SIGNATURE, signedUrl, mode);
        return mode == SignatureMode.OBSERVE;
    }
}
