package io.omnichannel.agent;

import java.time.Duration;
import java.util.Optional;

/** The models that the operator named, for whoever asks one beside the turns of a conversation. */
public interface ServerModels {

    /** The one that is asked first; empty: there is none. */
    Optional<ServerModel> first();

    /** How long one that failed too often is left alone. */
    Duration pause();
}
