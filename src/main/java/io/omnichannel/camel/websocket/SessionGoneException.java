package io.omnichannel.camel.websocket;

/** A frame or a close was meant for a session that is not open on this node. */
public class SessionGoneException extends RuntimeException {

    SessionGoneException(String id, String path) {
        super("No open socket session " + id + " on " + path + ": it was closed, or it lives on another node");
    }
}
