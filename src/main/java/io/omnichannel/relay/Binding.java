package io.omnichannel.relay;

/** What becomes of a setup frame: the code is what its socket is closed with (RFC 6455, section 7.4), 0 when it stays. */
enum Binding {
    BOUND(0),
    /** The ticket is wrong, used, too old or another call's. */
    REFUSED(1008),
    /** We cannot look it up; Twilio then asks {@code /voice/connected}, where the caller is helped. */
    UNAVAILABLE(1011);

    private final int closeCode;

    Binding(int closeCode) {
        this.closeCode = closeCode;
    }

    int closeCode() {
        return closeCode;
    }
}
