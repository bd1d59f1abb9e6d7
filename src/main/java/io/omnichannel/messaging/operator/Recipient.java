package io.omnichannel.messaging.operator;

/**
 * The customer whom an operator writes to, known or not.
 *
 * @param kind of the address that is written to: {@code phone} or {@code email}
 * @param address E.164, a short code, or a mail address
 * @param otherKind of another address of the same customer
 * @param otherAddress empty for none; left alone when it is somebody's already
 * @param name empty when it is not known; never replaces one that is
 */
public record Recipient(String kind, String address, String otherKind, String otherAddress, String name) {

    /** The number, or empty. */
    public String phone() {
        return kind.equals("phone") ? address : otherAddress;
    }

    /** The mail address, or empty. */
    public String email() {
        return kind.equals("email") ? address : otherAddress;
    }

    /** Without addresses and name. */
    @Override
    public String toString() {
        return "Recipient[" + kind + "]";
    }
}
