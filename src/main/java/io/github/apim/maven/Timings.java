package io.github.apim.maven;

import io.github.apim.archive.WholeFile;
import io.github.apim.assembly.AssemblyListener.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How long the stages of a goal took. */
final class Timings {

    private final long start = System.nanoTime();
    private final Map<Stage, Duration> stages = new EnumMap<>(Stage.class);

    void add(Stage stage, Duration time) {
        stages.merge(stage, time, Duration::plus);
    }

    /** Writes {@code {"total": 1.234567, "stages": {"read": 0.012345}}}, in seconds; stages that did not occur are left out. */
    void write(Path file) throws IOException {
        String json = "{\"total\": " + seconds(Duration.ofNanos(System.nanoTime() - start)) + ", \"stages\": {"
                + stages.entrySet().stream()
                        .map(stage -> "\"" + stage.getKey().name().toLowerCase(Locale.ROOT) + "\": "
                                + seconds(stage.getValue()))
                        .collect(Collectors.joining(", "))
                + "}}\n";
        WholeFile.write(file, json.getBytes(StandardCharsets.UTF_8), "rw-rw-rw-");
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.6f", time.toNanos() / 1e9);
    }
}
