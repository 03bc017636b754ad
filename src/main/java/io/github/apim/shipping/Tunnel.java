package io.github.apim.shipping;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.net.SshdSocketAddress;

/**
 * One connection through a jump host. It is entered by a port of this computer, which whoever else is logged in here could
 * connect to as well: so it takes the one caller that it is told of, and is closed behind it.
 */
final class Tunnel implements Closeable {

    private static final int BUFFER = 64 << 10;

    private final ServerSocket listener;
    private final Way way;
    private volatile Socket caller;

    private Tunnel(ServerSocket listener, Way way) {
        this.listener = listener;
        this.way = way;
    }

    /** What leads to the other end. */
    interface Way extends Closeable {

        /** Opens it, which the jump host may refuse. */
        void open(Duration patience) throws IOException;

        InputStream from();

        OutputStream into();
    }

    /** A tunnel to a host that the jump host reaches; nothing goes there yet. */
    static Tunnel through(ClientSession jump, String host, int port) throws IOException {
        return to(new Forwarded(jump.createDirectTcpipChannel(
                new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress(host, port))));
    }

    static Tunnel to(Way way) throws IOException {
        return new Tunnel(new ServerSocket(0, 0, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})), way);
    }

    /** Where to connect to, before anything is carried. */
    InetSocketAddress entrance() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /**
     * Carries the bytes of one connection, and lets no other one in.
     *
     * @param from the address that it was made from
     */
    void carry(SocketAddress from, Duration patience) throws IOException {
        try (listener) {
            listener.setSoTimeout(Math.toIntExact(patience.toMillis()));
            while (caller == null) {
                Socket next = listener.accept();
                if (next.getRemoteSocketAddress().equals(from)) {
                    caller = next;
                } else {
                    next.close();
                }
            }
        }
        caller.setTcpNoDelay(true);
        try {
            way.open(patience);
        } catch (IOException refused) {
            // No cause: the outer message is the one that says what to mend.
            throw new IOException("the jump host does not pass it on: " + refused.getMessage());
        }
        InputStream in = caller.getInputStream();
        OutputStream out = caller.getOutputStream();
        pump(in, way.into());
        pump(way.from(), out);
    }

    private void pump(InputStream from, OutputStream into) {
        Thread thread = new Thread(() -> copy(from, into), "apim-tunnel");
        thread.setDaemon(true);
        thread.start();
    }

    /** Until one side ends, which ends the other one, too; whoever uses the connection sees that. */
    private void copy(InputStream from, OutputStream into) {
        byte[] buffer = new byte[BUFFER];
        try {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                into.write(buffer, 0, read);
                into.flush();
            }
        } catch (IOException ended) {
            // as good as an end
        }
        try {
            close();
        } catch (IOException ended) {
            // it is closed
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        if (caller != null) {
            caller.close();
        }
        way.close();
    }

    /** A channel of the connection to the jump host. */
    private record Forwarded(ChannelDirectTcpip channel) implements Way {

        @Override
        public void open(Duration patience) throws IOException {
            channel.open().verify(patience);
        }

        @Override
        public InputStream from() {
            return channel.getInvertedOut();
        }

        @Override
        public OutputStream into() {
            return channel.getInvertedIn();
        }

        @Override
        public void close() {
            channel.close(false);
        }
    }
}
