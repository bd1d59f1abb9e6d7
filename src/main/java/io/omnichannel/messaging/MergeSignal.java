package io.omnichannel.messaging;

/** Whoever joins customers that an accepted message proved to be one. */
@FunctionalInterface
public interface MergeSignal {

    /** There is a strong suggestion on disk. */
    void wanted();
}
