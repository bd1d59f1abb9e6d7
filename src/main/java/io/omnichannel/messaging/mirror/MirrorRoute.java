package io.omnichannel.messaging.mirror;

/** Whoever copies a conversation that was claimed: the route {@code mirror}. */
@FunctionalInterface
public interface MirrorRoute {

    void mirror(MirrorTask task);
}
