package io.omnichannel.email;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import javax.net.SocketFactory;

/** Sockets that are closed some time after they were made, whatever is going on: nobody can hold one by saying a little now and then. */
final class BriefSockets extends SocketFactory {

    private final Duration life;

    BriefSockets(Duration life) {
        this.life = life;
    }

    @Override
    public Socket createSocket() {
        Socket socket = new Socket();
        Thread.ofVirtual().name("mail-socket").start(() -> closeLater(socket));
        return socket;
    }

    private void closeLater(Socket socket) {
        try (socket) {
            Thread.sleep(life);
        } catch (InterruptedException | IOException over) {
            // It is closed, then.
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress ours, int ourPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(ours, ourPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress ours, int ourPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(ours, ourPort));
    }

    private Socket connected(SocketAddress theirs, SocketAddress ours) throws IOException {
        Socket socket = createSocket();
        socket.bind(ours);
        socket.connect(theirs);
        return socket;
    }
}
