package io.omnichannel.messaging.identity;

/**
 * Something in a customer's words that tells of another address of theirs.
 *
 * @param kind {@code email}, {@code phone} or {@code name}
 * @param value as it is stored: lower case, E.164, the name as it was said
 * @param offered whether the customer says that it is theirs
 */
record Evidence(String kind, String value, boolean offered) {

    /** Without the address. */
    @Override
    public String toString() {
        return "Evidence[" + kind + "]";
    }
}
