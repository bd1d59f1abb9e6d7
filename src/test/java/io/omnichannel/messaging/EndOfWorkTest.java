package io.omnichannel.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;

class EndOfWorkTest {

    private final ApplicationContext program = new StaticApplicationContext();
    private final List<String> stopped = new ArrayList<>();
    private final EndOfWork end =
            new EndOfWork(program, List.of(() -> stopped.add("one"), () -> stopped.add("another")));

    @Test
    void stopsAllWorkersWhenTheProgramEnds() throws InterruptedException {
        end.end(new ContextClosedEvent(program));

        assertThat(stopped).containsExactly("one", "another");
    }

    @Test
    void stopsNobodyWhenOnlyTheManagementServerEnds() throws InterruptedException {
        end.end(new ContextClosedEvent(new StaticApplicationContext()));

        assertThat(stopped).isEmpty();
    }
}
