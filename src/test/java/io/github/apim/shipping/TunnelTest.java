package io.github.apim.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A tunnel carries one connection, that of the caller that it was made for. */
@Timeout(60)
class TunnelTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Says back what it is told. */
    private static final class Echo implements Tunnel.Way {

        private final PipedInputStream from = new PipedInputStream();
        private final PipedOutputStream into;
        private boolean open;

        Echo() throws IOException {
            into = new PipedOutputStream(from);
        }

        @Override
        public void open(Duration patience) {
            open = true;
        }

        @Override
        public InputStream from() {
            return from;
        }

        @Override
        public OutputStream into() {
            return into;
        }

        @Override
        public void close() throws IOException {
            into.close();
        }
    }

    @Test
    void whoeverElseConnectsGetsNothingAndTheDoorIsClosedBehindTheCaller() throws IOException {
        Echo far = new Echo();
        try (Tunnel tunnel = Tunnel.to(far);
                Socket stranger = connected(tunnel.entrance());
                Socket caller = connected(tunnel.entrance())) {
            assertThat(tunnel.entrance().getAddress().isLoopbackAddress()).isTrue();

            tunnel.carry(caller.getLocalSocketAddress(), PATIENCE);

            assertThat(far.open).isTrue();
            assertThat(stranger.getInputStream().read()).isEqualTo(-1);
            assertThatThrownBy(() -> connected(tunnel.entrance())).isInstanceOf(ConnectException.class);
            caller.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
            assertThat(caller.getInputStream().readNBytes(5))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("hello");
        }
    }

    @Test
    void whenOneSideEndsSoDoesTheOther() throws IOException {
        Echo far = new Echo();
        try (Tunnel tunnel = Tunnel.to(far);
                Socket caller = connected(tunnel.entrance())) {
            tunnel.carry(caller.getLocalSocketAddress(), PATIENCE);

            far.close();

            assertThat(caller.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.connect(address, 5_000);
        socket.setSoTimeout(20_000);
        return socket;
    }
}
