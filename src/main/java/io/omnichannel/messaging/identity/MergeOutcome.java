package io.omnichannel.messaging.identity;

import java.util.UUID;

/** What became of the wish to make two customers one, or to take them apart again. */
public sealed interface MergeOutcome {

    /** It is done and recorded as this merge. */
    record Done(UUID merge, UUID customer) implements MergeOutcome {}

    /** There is nothing to do: they are one already, or apart already. */
    record Nothing(UUID customer) implements MergeOutcome {}

    /** One of them does not exist. */
    record Unknown() implements MergeOutcome {}

    /** A call is speaking in a conversation that would have to end or to change hands. */
    record Spoken() implements MergeOutcome {}

    /** A later merge of the same customers has to be undone first. */
    record Later(UUID merge) implements MergeOutcome {}
}
