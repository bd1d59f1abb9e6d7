package io.omnichannel.twilio;

import io.omnichannel.twilio.RejectedWebhook.Reason;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Decides who is let in, before anything of a request is looked at. */
@Component
class WebhookDoor {

    private static final String ACCOUNT = "AccountSid";

    private final TwilioAccounts accounts;
    private final PublicUrl publicUrl;
    private final SignatureLedger ledger;
    private final SignatureMode mode;

    WebhookDoor(TwilioAccounts accounts, PublicUrl publicUrl, SignatureLedger ledger, TwilioSettings settings) {
        this.accounts = accounts;
        this.publicUrl = publicUrl;
        this.ledger = ledger;
        this.mode = settings.signatureMode();
    }

    /** @throws RejectedWebhook when the sender is not proved; in observe mode only when the body is unreadable */
    TwilioRequest admit(IncomingWebhook webhook) {
        String signedUrl = publicUrl.signedUrl(webhook.url());
        TwilioForm query;
        TwilioForm body;
        try {
            query = webhook.query();
            body = webhook.isForm() && !webhook.isGet() ? TwilioForm.decode(webhook.body()) : TwilioForm.empty();
        } catch (MalformedForm unreadable) {
            ledger.bad(Reason.MALFORMED, signedUrl, SignatureMode.ENFORCE);
            throw new RejectedWebhook(Reason.MALFORMED);
        }
        TwilioForm form = webhook.isGet() ? query : body;
        String account = webhook.isForm() ? form.value(ACCOUNT) : query.value(ACCOUNT);
        Optional<Reason> fault = fault(webhook, signedUrl, body, account);
        String base = publicUrl.baseOf(webhook.url());
        if (fault.isPresent()) {
            ledger.bad(fault.get(), signedUrl, mode);
            if (mode == SignatureMode.ENFORCE) {
                throw new RejectedWebhook(fault.get());
            }
        } else {
            ledger.valid();
            publicUrl.verified(base);
        }
        String json = webhook.isGet() || webhook.isForm() ? "" : webhook.text();
        return new TwilioRequest(base, webhook.path(), query, form, json, account, fault.isEmpty());
    }

    private Optional<Reason> fault(IncomingWebhook webhook, String signedUrl, TwilioForm body, String account) {
        if (webhook.signature().isEmpty()) {
            return Optional.of(Reason.MISSING_SIGNATURE);
        }
        boolean byHash = !webhook.isGet() && !webhook.isForm();
        // A JSON body names its account inside, where we do not look before the signature is right.
        List<String> tokens = byHash && account.isEmpty() ? accounts.all() : accounts.tokensFor(account);
        if (tokens.isEmpty()) {
            return Optional.of(Reason.UNKNOWN_ACCOUNT);
        }
        boolean right = byHash
                ? TwilioSignature.verifyBody(tokens, signedUrl, webhook.body(), webhook.signature())
                : TwilioSignature.verify(tokens, signedUrl, body, webhook.signature());
        return right ? Optional.empty() : Optional.of(Reason.WRONG_SIGNATURE);
    }
}
