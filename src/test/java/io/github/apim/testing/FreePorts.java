package io.github.apim.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ports for servers that a test starts a while after it has chosen them. They are below those that the system gives to
 * outgoing connections, which would take one in the meantime, and scattered, so that tests of other processes choose
 * others.
 */
public final class FreePorts {

    /** Below 32768, where Linux begins with outgoing connections. */
    private static final int FIRST = 10_000;

    private static final int LAST = 19_999;
    private static final int TRIES = 1_000;

    /** None is given twice in one process, on whatever address: who asks whether a port is listened to asks of all. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private static final SplittableRandom RANDOM = new SplittableRandom();

    private FreePorts() {}

    /** A port that nobody listens to. */
    public static int next() {
        for (int i = 0; i < TRIES; i++) {
            int port = between(FIRST, LAST);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("there is no free port from " + FIRST + " to " + LAST);
    }

    /** A random number of this range, the ends included. */
    private static synchronized int between(int least, int most) {
        return RANDOM.nextInt(least, most + 1);
    }

    /** Whether a server could listen to this port on every address. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
