package io.omnichannel.simulator.rest;

import java.time.Duration;
import java.util.List;

/** Somebody's telephone: writes to the server and receives what the server sends. Safe for several threads. */
public final class SimulatedPhone {

    private final TwilioRest twilio;
    private final String address;
    private final boolean whatsapp;

    SimulatedPhone(TwilioRest twilio, String address, boolean whatsapp) {
        this.twilio = twilio;
        this.address = address;
        this.whatsapp = whatsapp;
    }

    /** Writes a text that is ready to be changed, and not sent yet. */
    public SimulatedText write(String to, String body) {
        return whatsapp ? SimulatedText.whatsapp(address, to, body) : SimulatedText.sms(address, to, body);
    }

    /** Sends a text; it is delivered once. */
    public DeliveredText send(String to, String body) {
        return twilio.deliver(write(to, body));
    }

    /** What the server has sent here, oldest first. */
    public List<RestMessage> received() {
        return twilio.ledger().sentTo(wire());
    }

    /** @throws IllegalStateException when fewer came in time */
    public List<RestMessage> await(int count, Duration timeout) {
        return twilio.ledger().awaitSentTo(wire(), count, timeout);
    }

    /** With the channel's prefix. */
    public String wire() {
        return whatsapp ? "whatsapp:" + address : address;
    }
}
