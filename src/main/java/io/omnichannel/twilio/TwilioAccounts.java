package io.omnichannel.twilio;

import java.util.List;
import java.util.regex.Pattern;

/** Which auth tokens may have signed, and for which account. Immutable. */
public final class TwilioAccounts {

    /** The simulator's account, as no real one looks. */
    public static final String DEVELOPMENT_ACCOUNT = "AC" + "0".repeat(32);

    private static final Pattern SID = Pattern.compile("AC[0-9a-fA-F]{32}");

    private final String accountSid;
    private final List<String> tokens;
    private final boolean simulated;

    private TwilioAccounts(String accountSid, List<String> tokens, boolean simulated) {
        this.accountSid = accountSid;
        this.tokens = List.copyOf(tokens);
        this.simulated = simulated;
    }

    /** Whether a text looks like an account's SID: {@code AC} and 32 hex digits, in whatever case. */
    public static boolean isSid(String text) {
        return SID.matcher(text).matches();
    }

    static TwilioAccounts of(TwilioSettings settings) {
        return new TwilioAccounts(settings.accountSid(), settings.authTokens(), false);
    }

    /** Whoever holds the development token may sign, for any account: so a test can play several. */
    static TwilioAccounts simulated(String token) {
        return new TwilioAccounts("", List.of(token), true);
    }

    /** The tokens that may have signed for an account; none when another account is the configured one. */
    public List<String> tokensFor(String claimedAccountSid) {
        return accountSid.isEmpty() || accountSid.equals(claimedAccountSid) ? tokens : List.of();
    }

    /** Every token, for a request that names no account: the socket's handshake. */
    public List<String> all() {
        return tokens;
    }

    /** The token we sign and send with: the current one. */
    public String primary() {
        return tokens.getFirst();
    }

    /** The account we send with: the configured one, the simulator's, or empty when live without an account SID. */
    public String accountSid() {
        return simulated ? DEVELOPMENT_ACCOUNT : accountSid;
    }

    /** Whether the simulator stands in for Twilio. */
    public boolean simulated() {
        return simulated;
    }
}
