package io.omnichannel.camel;

import io.omnichannel.camel.websocket.HandshakeRequest;
import io.omnichannel.camel.websocket.SocketHandshake;
import io.omnichannel.twilio.RelayHandshake;
import org.springframework.stereotype.Component;

/** Twilio's signature on the relay's handshake, before the upgrade. */
@Component("relaySocketHandshake")
class RelaySocketHandshake implements SocketHandshake {

    private final RelayHandshake twilio;

    RelaySocketHandshake(RelayHandshake twilio) {
        this.twilio = twilio;
    }

    @Override
    public Decision check(HandshakeRequest request) {
        String url = request.scheme() + "://" + request.host() + request.target();
        return twilio.accepts(url, request.header("x-twilio-signature").orElse(""))
                ? SocketHandshake.accept()
                : SocketHandshake.refuse("The signature of the handshake does not fit");
    }
}
