package io.omnichannel.relay;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.agent.Agent;
import io.omnichannel.agent.Humans;
import io.omnichannel.agent.memory.Summaries;
import io.omnichannel.call.CallSessions;
import io.omnichannel.conversation.ChannelSwitches;
import io.omnichannel.conversation.HandOffs;
import io.omnichannel.conversation.LiveConversations;
import io.omnichannel.conversation.Timeline;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** What every relay session shares: the agent, the clock, where words are kept. */
@Component
@EnableConfigurationProperties(RelaySettings.class)
public class Relay {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final Duration LAST_WRITES = Duration.ofSeconds(10);

    private final RelaySettings settings;
    private final Agent agent;
    private final CallSessions calls;
    private final Timeline timeline;
    private final LiveConversations live;
    private final Summaries summaries;
    private final ChannelSwitches switches;
    private final HandOffs handOffs;
    private final Humans humans;
    private final RelayMetrics metrics;
    private final RelayFrameReader reader;
    private final RelayTimer timer = new RelayTimer();

    Relay(
            RelaySettings settings,
            Agent agent,
            CallSessions calls,
            Timeline timeline,
            LiveConversations live,
            Summaries summaries,
            ChannelSwitches switches,
            HandOffs handOffs,
            Humans humans,
            RelayMetrics metrics,
            ObjectMapper json) {
        this.settings = settings;
        this.agent = agent;
        this.calls = calls;
        this.timeline = timeline;
        this.live = live;
        this.summaries = summaries;
        this.switches = switches;
        this.handOffs = handOffs;
        this.humans = humans;
        this.metrics = metrics;
        this.reader = new RelayFrameReader(json);
    }

    /** A socket was opened by somebody whose handshake was right. */
    public RelayConnection opened(RelaySocket socket) {
        return new RelayConnection(socket, this);
    }

    /** Never throws; see {@link RelayFrameReader}. */
    public RelayFrame read(String frame) {
        return reader.read(frame);
    }

    RelaySettings settings() {
        return settings;
    }

    Agent agent() {
        return agent;
    }

    CallSessions calls() {
        return calls;
    }

    Timeline timeline() {
        return timeline;
    }

    LiveConversations live() {
        return live;
    }

    Summaries summaries() {
        return summaries;
    }

    ChannelSwitches switches() {
        return switches;
    }

    HandOffs handOffs() {
        return handOffs;
    }

    Humans humans() {
        return humans;
    }

    RelayMetrics metrics() {
        return metrics;
    }

    RelayTimer timer() {
        return timer;
    }

    /** Waits for what was said to be on disk; the pools are closed after this. */
    @PreDestroy
    void close() throws InterruptedException {
        timer.close();
        long deadline = System.nanoTime() + LAST_WRITES.toNanos();
        while (metrics.writesWaiting() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        if (metrics.writesWaiting() > 0) {
            LOG.error("{} turns could not be written before the stop", metrics.writesWaiting());
        }
    }
}
