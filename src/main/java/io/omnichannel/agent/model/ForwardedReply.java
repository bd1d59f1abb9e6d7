package io.omnichannel.agent.model;

import io.omnichannel.agent.Moment;
import io.omnichannel.agent.Next;
import io.omnichannel.agent.Reply;

/** A reply that is another one but for what it does itself. */
interface ForwardedReply extends Reply {

    Reply reply();

    @Override
    default void say(String token) {
        reply().say(token);
    }

    @Override
    default void then(Next next) {
        reply().then(next);
    }

    @Override
    default boolean cancelled() {
        return reply().cancelled();
    }

    @Override
    default void reached(Moment moment) {
        reply().reached(moment);
    }
}
