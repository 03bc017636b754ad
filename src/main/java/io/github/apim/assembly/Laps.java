package io.github.apim.assembly;

import io.github.apim.assembly.AssemblyListener.Stage;
import java.time.Duration;

/** A stopwatch for consecutive stages. */
public final class Laps {

    private final AssemblyListener listener;
    private long start = System.nanoTime();

    /** Starts the first stage. */
    public Laps(AssemblyListener listener) {
        this.listener = listener;
    }

    /** Ends the current stage and starts the next one. */
    public void ended(Stage stage) {
        long now = System.nanoTime();
        listener.ended(stage, Duration.ofNanos(now - start));
        start = now;
    }
}
