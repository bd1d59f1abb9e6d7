package io.omnichannel.twilio;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * What the operator said about Twilio, checked at the start.
 *
 * @param accountSid {@code AC} and 32 hex digits, or empty: any account that knows a token
 * @param authTokens current first, then the next one; empty: the simulator stands in for Twilio
 * @param signatureMode what happens to a wrong signature
 * @param publicUrl scheme, host and mount prefix that Twilio was given, no trailing slash, or empty
 */
public record TwilioSettings(
        String accountSid, List<String> authTokens, SignatureMode signatureMode, String publicUrl) {

    private static final Pattern PUBLIC_URL = Pattern.compile(
            "(https?)://(?:[^/?#@\\s]*@)?(\\[[0-9a-fA-F:.]+]|[^/?#@:\\s]+)(?::\\d{1,5})?(?:/[^?#\\s]*)?");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    public TwilioSettings {
        authTokens = List.copyOf(authTokens);
    }

    /**
     * Reads the four settings as they were written.
     *
     * @throws InvalidConfigurationPropertyValueException with what is wrong and what to do; it stops the start
     */
    static TwilioSettings of(String accountSid, String authToken, String signatureMode, String publicUrl) {
        List<String> tokens = Arrays.stream(authToken.split(","))
                .map(String::strip)
                .filter(token -> !token.isEmpty())
                .toList();
        return new TwilioSettings(
                checkedSid(accountSid.strip(), tokens),
                tokens,
                checkedMode(signatureMode.strip()),
                checkedUrl(publicUrl.strip(), !tokens.isEmpty()));
    }

    /** Whether a real account is set; otherwise the simulator stands in. */
    public boolean live() {
        return !authTokens.isEmpty();
    }

    private static String checkedSid(String sid, List<String> tokens) {
        if (!sid.isEmpty() && tokens.isEmpty()) {
            throw refused(
                    "omnichannel.twilio-account-sid",
                    sid,
                    "TWILIO_ACCOUNT_SID is set but TWILIO_AUTH_TOKEN is not. Set the auth token too, or neither for the"
                            + " simulator.");
        }
        if (!sid.isEmpty() && !TwilioAccounts.isSid(sid)) {
            throw refused(
                    "omnichannel.twilio-account-sid",
                    sid,
                    "TWILIO_ACCOUNT_SID must be AC and 32 hex digits, as the Twilio console shows it.");
        }
        return sid;
    }

    private static SignatureMode checkedMode(String mode) {
        return switch (mode.toLowerCase(Locale.ROOT)) {
            case "enforce" -> SignatureMode.ENFORCE;
            case "observe" -> SignatureMode.OBSERVE;
            default ->
                throw refused(
                        "omnichannel.twilio-signature-mode",
                        mode,
                        "TWILIO_SIGNATURE_MODE must be enforce or observe; signatures cannot be switched off.");
        };
    }

    private static String checkedUrl(String url, boolean live) {
        if (url.isEmpty()) {
            return url;
        }
        Matcher parts = PUBLIC_URL.matcher(url);
        // Credentials may stand in it, so the refusal does not repeat it.
        if (!parts.matches()) {
            throw refused(
                    "omnichannel.public-url",
                    "…",
                    "OMNICHANNEL_PUBLIC_URL must be absolute, http or https, without query or fragment, such as"
                            + " https://calls.example.com.");
        }
        if (live
                && parts.group(1).equals("http")
                && !LOOPBACK.matcher(parts.group(2)).matches()) {
            throw refused(
                    "omnichannel.public-url",
                    "…",
                    "OMNICHANNEL_PUBLIC_URL must be https with a Twilio account; http is for localhost only.");
        }
        return url.replaceFirst("/+$", "");
    }

    private static InvalidConfigurationPropertyValueException refused(String name, String value, String reason) {
        return new InvalidConfigurationPropertyValueException(name, value, reason);
    }

    /** Without the tokens and without the URL's credentials. */
    @Override
    public String toString() {
        return "TwilioSettings[accountSid=" + accountSid + ", tokens=" + authTokens.size() + ", " + signatureMode + "]";
    }
}
