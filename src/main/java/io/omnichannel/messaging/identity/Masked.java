package io.omnichannel.messaging.identity;

/** An address as it may be shown to whoever may not be its owner. */
final class Masked {

    private static final int SHOWN = 2;

    private Masked() {}

    /** {@code m…@example.com}, {@code +33…78}. */
    static String of(String address) {
        int at = address.indexOf('@');
        return at > 0
                ? address.substring(0, 1) + "…" + address.substring(at)
                : address.substring(0, Math.min(3, address.length())) + "…"
                        + address.substring(Math.max(0, address.length() - SHOWN));
    }
}
