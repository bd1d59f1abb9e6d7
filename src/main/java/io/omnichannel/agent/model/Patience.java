package io.omnichannel.agent.model;

import io.omnichannel.conversation.Channel;

/**
 * How long what is waited for, in nanoseconds.
 *
 * @param spoken whether somebody listens meanwhile: only then is anything said to bridge the wait
 */
record Patience(boolean spoken, long filler, long apology, long hedge, long giveUp, long stall) {

    static Patience of(AnsweringSettings settings, Channel channel) {
        return channel == Channel.VOICE ? spoken(settings) : written(settings);
    }

    private static Patience spoken(AnsweringSettings settings) {
        return new Patience(
                true,
                settings.fillerAfter().toNanos(),
                settings.apologyAfter().toNanos(),
                settings.hedgeAfter().toNanos(),
                settings.giveUpAfter().toNanos(),
                settings.stallAfter().toNanos());
    }

    private static Patience written(AnsweringSettings settings) {
        long hedge = settings.writtenHedgeAfter().toNanos();
        long giveUp = settings.writtenGiveUpAfter().toNanos();
        return new Patience(false, Long.MAX_VALUE, Long.MAX_VALUE, hedge, giveUp, hedge);
    }
}
