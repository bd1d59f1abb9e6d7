package io.omnichannel.email;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody's address with the name beside it.
 *
 * @param name as a person reads it, or empty
 * @param address local part, {@code @} and domain; lower case, the domain in ASCII; empty in {@link #NONE}
 */
public record MailAddress(String name, String address) {

    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@<>,;:\"()\\[\\]\\\\\\p{Cntrl}]{1,64}@[^\\s@<>,;:\"()]{1,255}");
    private static final Pattern ANGLED = Pattern.compile("<\\s*([^<>]*?)\\s*>[^<>]*$");
    private static final Pattern TAG = Pattern.compile("^([^+@]+)\\+[^@]*@");

    /** Nobody: no address could be read. */
    public static final MailAddress NONE = new MailAddress("", "");

    /** @throws IllegalArgumentException when it is neither an address nor empty; the message does not repeat it */
    public MailAddress {
        if (!address.isEmpty() && !ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException("Not a mail address");
        }
        name = MailText.atMost(MailText.line(name), 200);
        address = address.isEmpty() ? "" : plain(address);
    }

    public boolean exists() {
        return !address.isEmpty();
    }

    /**
     * Reads {@code "Ann" <ann@example.com>}, {@code ann@example.com (Ann)}, or an address alone, as mails have them; empty
     * when there is none.
     */
    public static Optional<MailAddress> parse(String text) {
        String line = MailText.line(MailText.atMost(text, 2000));
        Matcher angled = ANGLED.matcher(line);
        if (angled.find() && ADDRESS.matcher(angled.group(1)).matches()) {
            return Optional.of(new MailAddress(unquoted(line.substring(0, angled.start())), angled.group(1)));
        }
        String bare = line.replaceAll("\\([^()]*\\)", "").strip();
        return ADDRESS.matcher(bare).matches() ? Optional.of(new MailAddress("", bare)) : Optional.empty();
    }

    /** The address that mail is routed by: without the {@code +tag} of its local part. */
    public String normalised() {
        return TAG.matcher(address).replaceFirst("$1@");
    }

    public String localPart() {
        return address.substring(0, Math.max(0, address.lastIndexOf('@')));
    }

    public String domain() {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static String plain(String address) {
        int at = address.lastIndexOf('@');
        String domain = address.substring(at + 1).replaceFirst("\\.$", "").toLowerCase(Locale.ROOT);
        return address.substring(0, at).toLowerCase(Locale.ROOT) + "@" + ascii(domain);
    }

    private static String ascii(String domain) {
        try {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException notADomain) {
            return domain;
        }
    }

    private static String unquoted(String phrase) {
        String name = phrase.strip();
        if (name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"")) {
            name = name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1");
        }
        return name.strip();
    }
}
