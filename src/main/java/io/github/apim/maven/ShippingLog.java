package io.github.apim.maven;

import io.github.apim.deployment.Node;
import io.github.apim.manifest.Printable;
import io.github.apim.shipping.Megabytes;
import io.github.apim.shipping.ShippingListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.maven.plugin.logging.Log;

/**
 * Writes how far the shipping is: on a terminal a line for each upload that is renewed, elsewhere a line now and then.
 */
final class ShippingLog implements ShippingListener {

    private static final long MILLIS = 1000;
    private static final long NANOS = 1_000_000_000L;
    private static final long LINE_EVERY = 10 * NANOS;
    private static final long BOARD_EVERY = NANOS / 5;

    private final Log log;
    private final Optional<ProgressBoard> board;
    private final LongSupplier clock;
    private final int widestName;
    private final Map<Node, Transfer> transfers = new LinkedHashMap<>();
    private long lastBoard;

    /** @param clock nanoseconds since some time */
    ShippingLog(Log log, Optional<ProgressBoard> board, List<Node> nodes, LongSupplier clock) {
        this.log = log;
        this.board = board;
        this.clock = clock;
        this.widestName =
                nodes.stream().mapToInt(node -> node.name().length()).max().orElse(1);
    }

    /** An upload that is going on. */
    private static final class Transfer {
        private final String machine;
        private final long from;
        private final long size;
        private final long start;
        private long sent;
        private long lastLine;

        private Transfer(String machine, long from, long size, long now) {
            this.machine = machine;
            this.from = from;
            this.size = size;
            this.start = now;
            this.sent = from;
            this.lastLine = now;
        }

        private String shown(long now) {
            double seconds = Math.max(1, now - start) / (double) NANOS;
            double rate = (sent - from) / seconds;
            String left = rate > 0 ? ", " + seconds((long) Math.ceil((size - sent) / rate)) + " left" : "";
            return String.format(
                    Locale.ROOT,
                    "%s of %s (%d %%) to %s, %s/s%s",
                    Megabytes.of(sent),
                    Megabytes.of(size),
                    size == 0 ? 100 : sent * 100 / size,
                    machine,
                    Megabytes.of((long) rate),
                    left);
        }

        private static String seconds(long seconds) {
            return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
        }
    }

    @Override
    public synchronized void hostKeyAccepted(String host, String fingerprint, Path file) {
        info("The host key of " + host + " is accepted from now on: " + fingerprint + ", written to " + file);
    }

    @Override
    public synchronized void uploading(Node node, String machine, long from, long size) {
        transfers.put(node, new Transfer(machine, from, size, clock.getAsLong()));
        if (from > 0) {
            info(line(node, "goes on after the " + Megabytes.of(from) + " that " + machine + " has"));
        }
    }

    @Override
    public synchronized void progress(Node node, long sent) {
        Transfer transfer = transfers.get(node);
        transfer.sent = sent;
        long now = clock.getAsLong();
        if (board.isPresent()) {
            if (now - lastBoard >= BOARD_EVERY) {
                lastBoard = now;
                renew(now);
            }
        } else if (now - transfer.lastLine >= LINE_EVERY) {
            transfer.lastLine = now;
            log.info(line(node, transfer.shown(now)));
        }
    }

    private void renew(long now) {
        board.ifPresent(lines -> lines.show(transfers.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue().shown(now)))
                .toList()));
    }

    @Override
    public synchronized void uploaded(Node node, long bytes, Duration sending, Duration checking) {
        Transfer transfer = transfers.remove(node);
        long rate = bytes * MILLIS / Math.max(1, sending.toMillis());
        info(line(
                node,
                String.format(
                        Locale.ROOT,
                        "is on %s: %s%s in %.1f s, %s/s, checked there in %.1f s",
                        transfer.machine,
                        Megabytes.of(bytes),
                        bytes == transfer.size ? "" : " of " + Megabytes.of(transfer.size),
                        sending.toMillis() / (double) MILLIS,
                        Megabytes.of(rate),
                        checking.toMillis() / (double) MILLIS)));
    }

    @Override
    public synchronized void step(Node node, String text) {
        info(line(node, text));
    }

    @Override
    public synchronized void warning(Node node, String text) {
        board.ifPresent(ProgressBoard::clear);
        log.warn(Printable.lines(node.name() + ": " + text));
        renew(clock.getAsLong());
    }

    @Override
    public synchronized void failed(Node node, String reason) {
        transfers.remove(node);
        board.ifPresent(ProgressBoard::clear);
        log.error(Printable.lines(node.name() + ": " + reason));
        renew(clock.getAsLong());
    }

    @Override
    public synchronized void silent(String machine, Duration time) {
        info(machine + " has said nothing for " + time.toSeconds() + " s; still waiting for it");
    }

    private void info(String text) {
        board.ifPresent(ProgressBoard::clear);
        log.info(Printable.lines(text));
        renew(clock.getAsLong());
    }

    private String line(Node node, String text) {
        return String.format(Locale.ROOT, "%-" + Math.max(1, widestName) + "s  %s", node.name(), text);
    }
}
