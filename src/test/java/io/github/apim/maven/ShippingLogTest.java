package io.github.apim.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.Jvm;
import io.github.apim.deployment.Location;
import io.github.apim.deployment.Node;
import io.github.apim.product.Role;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

/** What the user sees of an upload: bytes, rate and the time that is left. */
class ShippingLogTest {

    private static final long SECOND = 1_000_000_000L;

    private final List<String> lines = new ArrayList<>();
    private final Node worker = node("gateway-worker-1", Role.GATEWAY_WORKER);
    private final Node store = node("store", Role.STORE);
    private long now;

    @Test
    void withoutATerminalALineComesNowAndThen() {
        ShippingLog log = log(Optional.empty());
        log.uploading(worker, "10.0.0.11", 0, 400_000_000);
        for (int second = 1; second <= 21; second++) {
            now = second * SECOND;
            log.progress(worker, second * 10_000_000L);
        }
        log.uploaded(worker, 400_000_000, Duration.ofSeconds(40), Duration.ofMillis(1500));

        assertThat(lines)
                .containsExactly(
                        "gateway-worker-1  100.0 MB of 400.0 MB (25 %) to 10.0.0.11, 10.0 MB/s, 30 s left",
                        "gateway-worker-1  200.0 MB of 400.0 MB (50 %) to 10.0.0.11, 10.0 MB/s, 20 s left",
                        "gateway-worker-1  is on 10.0.0.11: 400.0 MB in 40.0 s, 10.0 MB/s, checked there in 1.5 s");
    }

    @Test
    void whatMachinesSayMovesNoCursorAndForgesNoLine() {
        ShippingLog log = log(Optional.empty());
        log.failed(store, "no Java\u001b[2J\r\n[INFO] BUILD SUCCESS");
        log.warning(store, "\u202eabc");
        log.step(store, "a\nb");
        log.silent("10.0.0.12", Duration.ofSeconds(61));

        assertThat(lines)
                .containsExactly(
                        "store: no Java\\u001b[2J\\u000d\n    [INFO] BUILD SUCCESS",
                        "store: \\u202eabc",
                        "store             a\n    b",
                        "10.0.0.12 has said nothing for 61 s; still waiting for it");
    }

    @Test
    void anUploadThatGoesOnCountsOnlyWhatItSends() {
        ShippingLog log = log(Optional.empty());
        log.uploading(store, "10.0.0.12", 300_000_000, 900_000_000);
        now = 10 * SECOND;
        log.progress(store, 320_000_000);
        log.uploaded(store, 600_000_000, Duration.ofSeconds(300), Duration.ofSeconds(2));

        assertThat(lines)
                .containsExactly(
                        "store             goes on after the 300.0 MB that 10.0.0.12 has",
                        "store             320.0 MB of 900.0 MB (35 %) to 10.0.0.12, 2.0 MB/s, 4 min 50 s left",
                        "store             is on 10.0.0.12: 600.0 MB of 900.0 MB in 300.0 s, 2.0 MB/s, checked there in 2.0 s");
    }

    @Test
    void onATerminalEachUploadHasALineThatIsRenewedBelowTheLog() {
        StringWriter terminal = new StringWriter();
        ShippingLog log = log(Optional.of(new ProgressBoard(new PrintWriter(terminal))));
        log.uploading(worker, "10.0.0.11", 0, 400_000_000);
        log.uploading(store, "10.0.0.12", 0, 400_000_000);
        now = SECOND;
        log.progress(worker, 10_000_000);
        terminal.getBuffer().setLength(0);
        log.step(store, "something");

        assertThat(lines).containsExactly("store             something");
        assertThat(terminal.toString())
                .startsWith("\u001b[2A\u001b[J")
                .contains("gateway-worker-1  10.0 MB of 400.0 MB (2 %) to 10.0.0.11, 10.0 MB/s, 39 s left")
                .contains("store             0.0 MB of 400.0 MB (0 %) to 10.0.0.12, 0.0 MB/s");

        now += SECOND / 100;
        terminal.getBuffer().setLength(0);
        log.progress(worker, 11_000_000);
        assertThat(terminal.toString()).as("not too often").isEmpty();
    }

    private ShippingLog log(Optional<ProgressBoard> board) {
        return new ShippingLog(
                new SystemStreamLog() {
                    @Override
                    public void info(CharSequence line) {
                        lines.add(line.toString());
                    }

                    @Override
                    public void warn(CharSequence line) {
                        lines.add(line.toString());
                    }

                    @Override
                    public void error(CharSequence line) {
                        lines.add(line.toString());
                    }
                },
                board,
                List.of(worker, store),
                () -> now);
    }

    private static Node node(String name, Role role) {
        return new Node(
                name,
                role,
                name,
                Optional.empty(),
                false,
                0,
                Jvm.DEFAULT,
                Optional.empty(),
                new Location("deployment.yaml", 1, 1));
    }
}
