package io.omnichannel.relay;

import io.omnichannel.call.BoundCall;
import io.omnichannel.platform.LogContext;
import io.omnichannel.relay.RelayFrame.Malformed;
import io.omnichannel.relay.RelayFrame.Setup;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket, from its opening on. Nothing is written and no agent is asked before a setup frame has shown a ticket that
 * fits. Frames come one at a time; the deadline comes from the timer.
 */
public final class RelayConnection {

    private static final Logger LOG = LoggerFactory.getLogger(RelayConnection.class);
    private static final int POLICY_VIOLATION = 1008;
    private static final int NOT_CONSISTENT = 1007;

    private final RelaySocket socket;
    private final Relay relay;
    private final RelayTimer.Alarm setupDeadline;
    private final AtomicReference<RelaySession> session = new AtomicReference<>();
    private volatile Map<String, String> known = Map.of();
    private int malformedInARow;
    private boolean malformedLogged;

    RelayConnection(RelaySocket socket, Relay relay) {
        this.socket = socket;
        this.relay = relay;
        this.setupDeadline = relay.timer().alarm(this::noSetup);
    }

    /** What the log's lines of this socket say beside their message; nothing before it is bound. */
    public Map<String, String> known() {
        return known;
    }

    /** The setup frame has to come soon. */
    void opened() {
        setupDeadline.in(relay.settings().setupTimeout());
    }

    /** Binds the session to the call whose ticket it shows; what the result asks for is done by the route. */
    Binding setup(Setup setup) {
        // It came in time, however long the database takes to bind it.
        setupDeadline.stop();
        Binding binding = session.get() == null ? bind(setup) : Binding.REFUSED;
        if (binding != Binding.BOUND) {
            relay.metrics().refused(binding.name().toLowerCase(Locale.ROOT));
            LOG.warn("A relay session is closed with {}: {}", binding.closeCode(), binding.closeReason());
        }
        return binding;
    }

    private Binding bind(Setup setup) {
        String ticket = setup.parameters().getOrDefault("ticket", "");
        try {
            Optional<BoundCall> call =
                    relay.calls().bind(ticket, setup.accountSid(), setup.callSid(), setup.sessionId());
            if (call.isEmpty()) {
                return Binding.REFUSED;
            }
            known = Map.of(
                    LogContext.CALL_SID, setup.callSid(),
                    LogContext.TENANT, call.get().tenant(),
                    LogContext.CONVERSATION, call.get().conversationId().toString());
            known.forEach(LogContext::note);
            RelaySession bound = new RelaySession(socket, call.get(), relay);
            session.set(bound);
            bound.begin();
            return Binding.BOUND;
        } catch (RuntimeException away) {
            LOG.error("A relay session could not be bound: {}", away.getClass().getSimpleName());
            return Binding.UNAVAILABLE;
        }
    }

    /** Passes a frame on to the bound session; before setup the socket is closed. */
    void bound(Consumer<RelaySession> frame) {
        malformedInARow = 0;
        RelaySession bound = session.get();
        if (bound == null) {
            setupDeadline.stop();
            relay.metrics().refused("before_setup");
            socket.close(POLICY_VIOLATION, "The first frame must be setup");
        } else {
            frame.accept(bound);
        }
    }

    /** A frame that says nothing to us: counted, and the session goes on. */
    void ignored(String type) {
        malformedInARow = 0;
        relay.metrics().frameIgnored(type);
    }

    /** Logged once a session; too many in a row close it. */
    void malformed(Malformed frame) {
        relay.metrics().frameIgnored("malformed");
        if (!malformedLogged) {
            malformedLogged = true;
            LOG.warn("A relay frame could not be read: {}", frame.reason());
        }
        if (++malformedInARow >= relay.settings().maxMalformed()) {
            socket.close(NOT_CONSISTENT, "Too many consecutive malformed messages");
        }
    }

    /** @param code of the close frame, RFC 6455 section 7.4 */
    public void closed(int code) {
        setupDeadline.stop();
        RelaySession bound = session.get();
        if (bound != null) {
            bound.closed(code);
        }
    }

    private void noSetup() {
        if (session.get() == null) {
            relay.metrics().refused("no_setup");
            socket.close(POLICY_VIOLATION, "No setup in time");
        }
    }
}
