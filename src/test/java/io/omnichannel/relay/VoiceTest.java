package io.omnichannel.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class VoiceTest {

    private final RecordedSocket socket = new RecordedSocket();
    private final SessionLock lock = new SessionLock();
    private final Voice voice = new Voice(lock, socket, new Speech(15, 1), null);

    @Test
    void sendsUnderTheSessionsLockAlone() {
        assertThatIllegalStateException().isThrownBy(voice::closeTalkCycle);
        assertThat(socket.frames()).isEmpty();

        lock.run(voice::closeTalkCycle);

        assertThat(socket.frames()).containsExactly("last");
    }
}
