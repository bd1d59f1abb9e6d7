package io.omnichannel.camel.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class SocketFramesTest extends SocketTest {

    @Test
    void keepsTheOrderOfEverySession() throws Exception {
        double before = counted("omni.sockets.frames", "direction", "in");
        try (Client one = connect("/sockets/echo");
                Client two = connect("/sockets/echo")) {
            for (int i = 0; i < 20_000; i++) {
                one.say("one " + i);
                if (i % 2 == 0) {
                    two.say("two " + i);
                }
            }

            for (int i = 0; i < 20_000; i++) {
                assertThat(one.hear()).isEqualTo("one " + i);
            }
            for (int i = 0; i < 20_000; i += 2) {
                assertThat(two.hear()).isEqualTo("two " + i);
            }
        }
        assertThat(counted("omni.sockets.frames", "direction", "in")).isEqualTo(before + 30_000);
    }

    @Test
    void sessionsDoNotWaitForEachOther() throws Exception {
        try (Client busy = connect("/sockets/story");
                Client free = connect("/sockets/story")) {
            busy.say("stay busy");
            eventually().until(() -> story.events().stream().anyMatch(event -> "stay busy".equals(event.body())));

            assertThat(free.say("one word").hear()).isEqualTo("word");

            story.goOn();
        }
    }

    @Test
    void putsFragmentsTogether() throws Exception {
        try (Client client = connect("/sockets/echo")) {
            client.sayPart("Ça ", false)
                    .sayPart("", false)
                    .sayPart("va \ud83d\ude00", false)
                    .sayPart(" ?", true);

            assertThat(client.hear()).isEqualTo("Ça va \ud83d\ude00 ?");
        }
    }

    @Test
    void putsACharacterTogetherThatWasTornByFragments() throws Exception {
        byte[] face = "\ud83d\ude00".getBytes(StandardCharsets.UTF_8);
        try (RawClient client = new RawClient(port, "/sockets/echo")) {
            client.send(RawClient.TEXT, new byte[] {face[0], face[1]})
                    .send(RawClient.CONTINUATION | RawClient.FIN, new byte[] {face[2], face[3]});

            assertThat(client.readUntil(RawClient.TEXT).payload()).isEqualTo(face);
        }
    }

    @Test
    void closesOnTextThatIsNoUtf8() throws Exception {
        double before = counted("omni.sockets.closed", "reason", "protocol");
        try (RawClient client = new RawClient(port, "/sockets/echo")) {
            client.send(RawClient.TEXT | RawClient.FIN, new byte[] {(byte) 0xc3, 0x28});

            assertThat(client.readUntil(RawClient.CLOSE).closeCode()).isEqualTo(1007);
        }
        eventually().until(() -> counted("omni.sockets.closed", "reason", "protocol") == before + 1);
    }

    @Test
    void takesAMessageOfTheWholeSizeAndNoByteMore() throws Exception {
        String whole = "é".repeat(32 * 1024);
        try (Client client = connect("/sockets/strict")) {
            assertThat(client.say(whole).hear()).isEqualTo("32768");

            client.say(whole + "x");

            assertThat(client.closeCode()).isEqualTo(1009);
            assertThat(client.closeReason).isEqualTo("Message too large");
        }
        eventually().until(() -> counted("omni.sockets.closed", "reason", "too_large") > 0);
    }

    @Test
    void limitsAMessageOfManyFragments() throws Exception {
        try (Client client = connect("/sockets/echo")) {
            for (int i = 0; i < 70 && !client.closed.isDone(); i++) {
                client.sayPart("x".repeat(1_000), false);
            }

            assertThat(client.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void carriesBytes() throws Exception {
        try (Client client = connect("/sockets/echo")) {
            client.sayBytes(160).sayBytes(5_000);

            assertThat(client.binarySizes.take()).isEqualTo(160);
            assertThat(client.binarySizes.take()).isPositive();
        }
    }

    @Test
    void closesWhoFloods() throws Exception {
        double before = counted("omni.sockets.closed", "reason", "flood");
        try (Client flood = connect("/sockets/strict");
                Client neighbour = connect("/sockets/strict")) {
            try {
                for (int i = 0; i < 30; i++) {
                    flood.say("again");
                }
            } catch (CompletionException closed) {
                // The server did not wait for the last of them.
            }

            assertThat(flood.closeCode()).isEqualTo(1008);
            assertThat(flood.closeReason).isEqualTo("Too many frames");
            assertThat(flood.texts).hasSizeLessThan(30);
            assertThat(neighbour.say("four").hear()).isEqualTo("4");
        }
        eventually().until(() -> counted("omni.sockets.closed", "reason", "flood") == before + 1);
    }

    @Test
    void closesWhoFloodsWithEmptyFragments() throws Exception {
        try (RawClient client = new RawClient(port, "/sockets/strict")) {
            client.send(RawClient.TEXT, "start");
            for (int i = 0; i < 30; i++) {
                client.send(RawClient.CONTINUATION, "");
            }

            assertThat(client.readUntil(RawClient.CLOSE).closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void goesOnAfterAFrameThatFailed() throws Exception {
        try (Client client = connect("/sockets/story")) {
            client.say("fail");

            assertThat(client.say("one word").hear()).isEqualTo("word");
        }
    }
}
