package io.omnichannel.messaging;

import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.simulator.rest.TwilioRest;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** The whole program with short patience, so that bursts, second looks and pauses take moments; calm after each test. */
@ServerTest
@Import({ScriptedWriter.class, Post.class})
@TestPropertySource(
        properties = {
            "omnichannel.debounce=50ms",
            "omnichannel.poll=200ms",
            "omnichannel.look-after=300ms",
            "omnichannel.sending-pause=1s"
        })
public abstract class SendingStory {

    @Autowired
    public World world;

    @Autowired
    public TwilioRest twilio;

    @Autowired
    public Post post;

    @AfterEach
    final void calm() {
        post.calm();
    }
}
