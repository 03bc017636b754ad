package io.github.apim.image.registry;

import io.github.apim.image.BaseImage;
import io.github.apim.image.Image;
import io.github.apim.image.OciLayout;
import io.github.apim.image.Platform;
import io.github.apim.image.RunSettings;
import io.github.apim.testing.StubBase;
import io.github.apim.testing.StubBase.Stub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A small image for tests that bring it to a registry. */
final class StubImage {

    static final Platform PLATFORM = Platform.parse("linux/amd64");

    private StubImage() {}

    /** Published in a layout as {@code image}, with a layer for each text. */
    static Image in(OciLayout layout, String... texts) throws IOException {
        List<Stub> stubs = new ArrayList<>();
        for (String text : texts) {
            Stub stub = StubBase.layer(Map.of("opt/" + text, text.getBytes(StandardCharsets.UTF_8)));
            Path part = layout.part("layer");
            Files.write(part, stub.bytes());
            layout.adopt(part, stub.layer().digest());
            stubs.add(stub);
        }
        Image image = Image.of(
                BaseImage.scratch(PLATFORM),
                stubs.stream().map(Stub::layer).toList(),
                new RunSettings(
                        "1:1",
                        "/opt",
                        List.of("/bin/sh"),
                        "SIGTERM",
                        Map.of("JAVA_HOME", "/opt/java"),
                        new TreeSet<>(),
                        Map.of("org.opencontainers.image.title", "an \"odd\" ü")),
                Instant.EPOCH);
        layout.publish(Map.of("image", image));
        return image;
    }
}
