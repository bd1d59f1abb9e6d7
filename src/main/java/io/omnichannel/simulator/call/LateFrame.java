package io.omnichannel.simulator.call;

import java.time.Duration;

/** A piece of speech that came after the caller had cut the agent off, and before the caller said anything more. */
public record LateFrame(Duration afterInterrupt, String token) {}
