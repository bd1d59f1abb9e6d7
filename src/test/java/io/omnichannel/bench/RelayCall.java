package io.omnichannel.bench;

import io.omnichannel.bench.TwilioCalls.Call;
import io.omnichannel.twilio.TwilioForm;
import io.omnichannel.twilio.TwilioSignature;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call at its cheapest: the signed webhook, the signed handshake and the setup with the ticket are the real ones, the
 * frames are taken apart by hand. One thread looks after all of them.
 */
final class RelayCall implements Closeable {

    /** What comes of a call; on the generator's thread. */
    interface Listener {

        void frame(RelayCall call, boolean last, long now);
    }

    private static final Pattern URL = Pattern.compile(" url=\"([^\"]+)\"");
    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");
    private static final int TEXT = 0x81;
    private static final int PONG = 0x8a;
    private static final byte[] LAST = "\"last\":true}".getBytes(StandardCharsets.US_ASCII);

    /** When the caller began to speak, or would have if the generator had been in time; 0 when nobody waits. */
    long askedAt;
    /** When the caller spoke into an answer; 0 when nobody did. */
    long interruptedAt;
    /** When the last frame after that came. */
    long lastFrameAt;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(8192);

    private RelayCall(SocketChannel channel) {
        this.channel = channel;
    }

    /** @param http a connection to make the webhook with */
    static RelayCall dial(TestServer server, TwilioCalls calls, HttpConnection http, Call call) throws IOException {
        if (http.exchange(calls.webhook(call)) != 200) {
            throw new IOException("The call was answered with " + http.head());
        }
        String twiml = http.body();
        RelayCall relay = open(server, found(URL, twiml));
        relay.send("{\"type\":\"setup\",\"sessionId\":\"VX" + call.sid().substring(2) + "\",\"accountSid\":\""
                + TwilioCalls.ACCOUNT + "\",\"callSid\":\"" + call.sid() + "\",\"from\":\"" + call.from()
                + "\",\"to\":\"" + call.to() + "\",\"direction\":\"inbound\",\"callStatus\":\"RINGING\","
                + "\"customParameters\":{\"ticket\":\"" + found(TICKET, twiml) + "\"}}");
        return relay;
    }

    /** A socket of the server, its handshake done. */
    static RelayCall open(TestServer server, String url) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", server.port()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        URI target = URI.create(url);
        String request = "GET " + target.getRawPath() + " HTTP/1.1\r\nHost: " + target.getRawAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nX-Twilio-Signature: "
                + TwilioSignature.sign(server.token(), url, TwilioForm.empty()) + "\r\n\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        RelayCall call = new RelayCall(channel);
        call.readHandshake();
        return call;
    }

    SocketChannel channel() {
        return channel;
    }

    void prompt(String text) throws IOException {
        send("{\"type\":\"prompt\",\"voicePrompt\":\"" + text + "\",\"lang\":\"en-US\",\"last\":true}");
    }

    void interrupt() throws IOException {
        send("{\"type\":\"interrupt\",\"utteranceUntilInterrupt\":\"word word\",\"durationUntilInterruptMs\":400}");
    }

    void send(String text) throws IOException {
        write(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads what is there and hands on each text frame. */
    void read(Listener listener, long now) throws IOException {
        while (channel.read(in) > 0) {
            in.flip();
            while (frame(listener, now)) {
                // The next one.
            }
            in.compact();
        }
        if (!channel.isOpen()) {
            throw new EOFException("The server ended the call");
        }
    }

    private boolean frame(Listener listener, long now) throws IOException {
        int start = in.position();
        if (in.remaining() < 2) {
            return false;
        }
        int opcode = in.get() & 0x0f;
        int length = in.get() & 0x7f;
        if (length == 126 && in.remaining() >= 2) {
            length = in.getShort() & 0xffff;
        } else if (length == 126) {
            in.position(start);
            return false;
        }
        if (in.remaining() < length) {
            in.position(start);
            return false;
        }
        int body = in.position();
        in.position(body + length);
        switch (opcode) {
            case 1 -> listener.frame(this, endsWithLast(body + length), now);
            case 8 -> throw new EOFException("The server closed the call");
            case 9 -> write(PONG, new byte[0]);
            default -> {}
        }
        return true;
    }

    private boolean endsWithLast(int end) {
        for (int i = 0; i < LAST.length; i++) {
            if (in.get(end - LAST.length + i) != LAST[i]) {
                return false;
            }
        }
        return true;
    }

    private void write(int opcode, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 8).put((byte) opcode);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        int mask = ThreadLocalRandom.current().nextInt();
        frame.putInt(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask >>> 24 - 8 * (i & 3)));
        }
        channel.write(frame.flip());
        if (frame.hasRemaining()) {
            throw new IOException("The server does not read");
        }
    }

    private void readHandshake() throws IOException {
        StringBuilder head = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (!head.toString().endsWith("\r\n\r\n")) {
            if (channel.read(one) < 0) {
                throw new EOFException("The handshake was not answered");
            }
            head.append((char) one.get(0));
            one.clear();
        }
        if (!head.toString().startsWith("HTTP/1.1 101 ")) {
            throw new IOException("The handshake was refused: " + head);
        }
    }

    private static String found(Pattern pattern, String twiml) throws IOException {
        Matcher match = pattern.matcher(twiml);
        if (!match.find()) {
            throw new IOException("Not what connects a call: " + twiml);
        }
        return match.group(1);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
