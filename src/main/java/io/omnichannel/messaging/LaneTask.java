package io.omnichannel.messaging;

/**
 * A lane and what is to be done with it, as the route branches on it.
 *
 * @param decision {@code answer}, {@code notice}, {@code hold} or {@code nothing}
 * @param reason why a human is wanted: {@code loop}, {@code revoked} or {@code failed}; else empty
 */
public record LaneTask(LaneView view, String decision, String reason) {}
