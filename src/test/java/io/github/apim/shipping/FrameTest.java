package io.github.apim.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a command says is told from what is around it, and no more of it is taken than can be kept. */
@Timeout(60)
class FrameTest {

    @Test
    @Needs(Need.SH)
    void onlyWhatTheCommandSaysIsItsAnswerByteByByte() throws Exception {
        Frame frame = Frame.random();
        String line = "echo 'free 1'; printf 'no end'; "
                + frame.line(List.of("sh", "-c", "printf \"$1\"", "x", "a\\0\\377\\n\\nb"))
                + "; code=$?; echo 'part 5'; exit $code";

        Process process = new ProcessBuilder("sh", "-c", line).start();
        byte[] said = process.getInputStream().readAllBytes();

        assertThat(process.waitFor()).isZero();
        assertThat(frame.content(said)).containsExactly('a', 0, 255, '\n', '\n', 'b');
    }

    @Test
    void theCommandsExitCodeIsTheAnswersOne() throws Exception {
        Process process = new ProcessBuilder("sh", "-c", Frame.random().line(List.of("sh", "-c", "exit 7"))).start();

        assertThat(process.waitFor()).isEqualTo(7);
    }

    @Test
    void everyCallHasAWordOfItsOwnAndWithoutItThereIsNoAnswer() {
        Frame frame = Frame.random();

        assertThat(Frame.random()).isNotEqualTo(frame);
        for (String said :
                List.of("", "free 1\n", "\n" + frame.word() + "\nfree 1\n", frame.word(), "\nword\nfree 1\nword\n")) {
            assertThatThrownBy(() -> frame.content(said.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(RemoteException.class)
                    .hasMessageStartingWith("the machine's answer is not whole");
        }
    }

    @Test
    void ofALongTextTheBeginningAndTheEndAreKept() {
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        Intake intake = new Intake(10, 5, 1_000, () -> calls.add("heard"), () -> calls.add("too much"));

        write(intake, "0123456789");
        assertThat(intake.text()).isEqualTo("0123456789");
        write(intake, "abc");
        assertThat(intake.text()).isEqualTo("0123456789abc");
        write(intake, "defgh");
        write(intake, "i");
        assertThat(intake.text()).isEqualTo("0123456789\n…\nefghi");
        assertThat(intake.isTooMuch()).isFalse();
        write(intake, "x".repeat(2_000));
        write(intake, "x");
        assertThat(intake.isTooMuch()).isTrue();
        assertThat(calls).containsExactly("heard", "heard", "heard", "heard", "heard", "too much", "heard");
    }

    private static void write(Intake intake, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        intake.write(bytes, 0, bytes.length);
    }

    @Test
    void silenceIsToldAfterAWhileAndThenMoreAndMoreRarely() throws InterruptedException {
        List<Duration> told = Collections.synchronizedList(new ArrayList<>());
        try (Silence silence = new Silence(Duration.ofMillis(200), told::add)) {
            TimeUnit.MILLISECONDS.sleep(100);
            silence.broken();
            assertThat(told).isEmpty();
            while (told.size() < 3) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
        assertThat(told.get(0)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(told.get(1)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
        assertThat(told.get(2)).isGreaterThanOrEqualTo(Duration.ofMillis(800));
    }
}
