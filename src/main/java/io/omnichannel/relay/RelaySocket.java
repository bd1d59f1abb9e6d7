package io.omnichannel.relay;

/** The far end of a session. Safe for several threads; frames arrive in the order in which sends return. */
public interface RelaySocket {

    /** Sends one text frame; does nothing once closed. */
    void send(String frame);

    /** Takes back what was sent and has not left yet. */
    void forgetUnsent();

    /** @param code RFC 6455, section 7.4 */
    void close(int code, String reason);
}
