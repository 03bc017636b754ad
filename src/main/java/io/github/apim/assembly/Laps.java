package io.github.apim.assembly;

import io.github.apim.assembly.AssemblyListener.Stage;
import java.time.Duration;

/** Measures stages that follow each other, and tells how long each took. */
public final class Laps {

    private final AssemblyListener listener;
    private long start = System.nanoTime();

    /** The first stage begins. */
    public Laps(AssemblyListener listener) {
        this.listener = listener;
    }

    /** This stage ends and the next one begins. */
    public void ended(Stage stage) {
        long now = System.nanoTime();
        listener.ended(stage, Duration.ofNanos(now - start));
        start = now;
    }
}
