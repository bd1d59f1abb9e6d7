package io.omnichannel.messaging.switching;

import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.ChannelSwitches;
import io.omnichannel.conversation.SwitchOutcome;
import io.omnichannel.conversation.SwitchSuggestion;
import io.omnichannel.conversation.SwitchWish;
import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.messaging.WorkLoop;
import io.omnichannel.messaging.Worker;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Brings wishes forward: those of whoever waits for the outcome, and those that wait in the database until they are due. */
@Component
class Switching implements Worker, ChannelSwitches {

    private static final int AT_A_TIME = 4;
    private static final int MOST_RACES = 10;

    private final SwitchChannelProcessor processor;
    private final ChannelSwitchRoute route;
    private final Switches switches;
    private final ChannelSuggestion suggestion;
    private final WorkLoop<SwitchWish> loop;

    Switching(
            SwitchChannelProcessor processor,
            ChannelSwitchRoute route,
            Switches switches,
            SwitchSettings rules,
            MessagingSettings settings) {
        this.switches = switches;
        this.suggestion = new ChannelSuggestion(rules);
        this.processor = processor;
        this.route = route;
        this.loop = new WorkLoop<>("switches", AT_A_TIME, settings.poll(), switches::claim, this::carryOut);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        loop.start();
    }

    @Override
    public SwitchOutcome foresee(SwitchWish wish) {
        SwitchTask task = processor.decide(wish);
        return SwitchProcessors.outcome(
                task,
                switch (task.decision()) {
                    case SWITCH -> SwitchOutcome.Decision.SWITCHED;
                    case ASK -> SwitchOutcome.Decision.ASKED;
                    case WAIT -> SwitchOutcome.Decision.WAITING;
                    case REFUSE, ANSWER, UNKNOWN -> SwitchOutcome.Decision.REFUSED;
                });
    }

    @Override
    public SwitchOutcome carryOut(SwitchWish wish) {
        SwitchOutcome outcome = route.carryOut(wish);
        for (int again = 0; outcome.code().equals(SwitchProcessors.CHANGED) && again < MOST_RACES; again++) {
            outcome = route.carryOut(wish);
        }
        return outcome;
    }

    @Override
    public Optional<SwitchSuggestion> suggest(String tenant, UUID conversation) {
        SwitchWish nobodys = SwitchWish.of(tenant, conversation, Channel.VOICE, SwitchWish.By.AGENT, "suggested");
        List<SwitchCase> cases = switches.read(nobodys, List.of(Channel.values()));
        return cases.isEmpty() ? Optional.empty() : Optional.of(suggestion.of(cases));
    }

    @Override
    public void dueIn(Duration delay) {
        loop.wakeIn(delay);
    }

    @Override
    @PreDestroy
    public void stop() throws InterruptedException {
        loop.close();
    }
}
