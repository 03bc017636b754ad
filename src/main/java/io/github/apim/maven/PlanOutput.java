package io.github.apim.maven;

import io.github.apim.archive.WholeFile;
import io.github.apim.assembly.Masking;
import io.github.apim.assembly.diff.NodeDiff;
import io.github.apim.assembly.diff.PlanJson;
import io.github.apim.assembly.diff.PlanPatch;
import io.github.apim.assembly.diff.PlanText;
import io.github.apim.deployment.Environment;
import io.github.apim.deployment.Node;
import io.github.apim.manifest.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;

/** Tells plans in the chosen form, in the log or in a file. */
final class PlanOutput {

    private final PlanFormat format;
    private final Masking masking;
    private final Log log;
    private final Optional<Path> file;
    private final boolean colours;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final List<Map<String, Object>> nodes = new ArrayList<>();

    PlanOutput(PlanFormat format, Masking masking, Log log, Optional<Path> file, boolean colours) {
        this.format = format;
        this.masking = masking;
        this.log = log;
        this.file = file;
        this.colours = colours;
    }

    void add(NodeDiff diff) throws IOException {
        if (file.isPresent()) {
            log.info(PlanText.summary(diff, 0));
        }
        switch (format) {
            case TEXT -> new PlanText(masking).of(diff).forEach(this::line);
            case DIFF -> {
                byte[] patch = new PlanPatch(masking).of(diff);
                if (file.isPresent()) {
                    content.write(patch);
                } else {
                    new String(patch, StandardCharsets.UTF_8).lines().forEach(log::info);
                }
            }
            case JSON -> nodes.add(new PlanJson(masking).of(diff));
        }
    }

    /** Tells of a node that only one of two environments has. */
    void only(Environment environment, Node node) {
        String text = PlanText.only(environment, node);
        if (file.isPresent()) {
            log.info(text);
        }
        switch (format) {
            case TEXT -> line(new PlanText.Line(PlanText.Style.HEADING, text));
            case DIFF -> {
                // Programs that apply patches pass over lines between them.
                if (file.isPresent()) {
                    content.writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8));
                } else {
                    log.info(text);
                }
            }
            case JSON -> nodes.add(PlanJson.only(environment, node));
        }
    }

    private void line(PlanText.Line line) {
        if (file.isPresent()) {
            content.writeBytes((line.text() + "\n").getBytes(StandardCharsets.UTF_8));
        } else {
            log.info(colours ? Colours.of(line) : line.text());
        }
    }

    /** Writes the file, which appears whole or not at all. */
    void finish() throws IOException {
        if (format == PlanFormat.JSON) {
            String json = Json.of(Map.of("nodes", nodes));
            if (file.isEmpty()) {
                log.info(json);
            }
            content.writeBytes(json.getBytes(StandardCharsets.UTF_8));
        }
        if (file.isPresent()) {
            WholeFile.write(file.get(), content.toByteArray(), "rw-------");
            log.info("The plan is in " + file.get());
        }
    }
}
