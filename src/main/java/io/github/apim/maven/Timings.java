package io.github.apim.maven;

import io.github.apim.archive.WholeFile;
import io.github.apim.assembly.AssemblyListener.Stage;
import io.github.apim.manifest.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How long the stages of a goal took. */
final class Timings {

    private final long start = System.nanoTime();
    private final Map<Stage, Duration> stages = new EnumMap<>(Stage.class);

    void add(Stage stage, Duration time) {
        stages.merge(stage, time, Duration::plus);
    }

    /** Writes {@code {"total": 1.234567, "stages": {"read": 0.012345}}}, in seconds; stages that did not occur are left out. */
    void write(Path file) throws IOException {
        Map<String, Object> times = new LinkedHashMap<>();
        stages.forEach((stage, time) -> times.put(stage.name().toLowerCase(Locale.ROOT), seconds(time)));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("total", seconds(Duration.ofNanos(System.nanoTime() - start)));
        all.put("stages", times);
        WholeFile.write(file, Json.of(all).getBytes(StandardCharsets.UTF_8), "rw-rw-rw-");
    }

    private static BigDecimal seconds(Duration time) {
        return BigDecimal.valueOf(time.toNanos() / 1_000, 6);
    }
}
