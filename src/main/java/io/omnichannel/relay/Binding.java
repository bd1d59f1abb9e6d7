package io.omnichannel.relay;

/** What becomes of a setup frame: the code is what its socket is closed with (RFC 6455, section 7.4), 0 when it stays, and the reason what the peer is told. */
enum Binding {
    BOUND(0, ""),
    /** The ticket is wrong, used, too old or another call's. */
    REFUSED(1008, "The ticket is wrong, used, too old or of another call"),
    /** We cannot look it up; Twilio then asks {@code /voice/connected}, where the caller is helped. */
    UNAVAILABLE(1011, "The call cannot be looked up");

    private final int closeCode;
    private final String closeReason;

    Binding(int closeCode, String closeReason) {
        this.closeCode = closeCode;
        this.closeReason = closeReason;
    }

    int closeCode() {
        return closeCode;
    }

    String closeReason() {
        return closeReason;
    }
}
