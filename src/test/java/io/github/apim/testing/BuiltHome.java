package io.github.apim.testing;

import io.github.apim.assembly.NodeOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Nodes that were really built, of the small pack: a {@code worker} and a {@code km}. */
public final class BuiltHome {

    private static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            admin: { credentials: apim-admin }
            nodes:
              worker: { role: gateway-worker, host: w.internal, address: 10.0.0.11 }
              km:     { role: key-manager, host: km.internal, address: 10.0.0.13 }
            """;

    private final Path output;

    private BuiltHome(Path output) {
        this.output = output;
    }

    /** Builds them in a folder. */
    public static BuiltHome in(Path folder) throws IOException {
        TestDeployment deployment = TestDeployment.in(folder, TestPacks.SMALL.zip(), DESCRIPTOR);
        deployment.assemble();
        return new BuiltHome(deployment.output());
    }

    /** The tarball of a node, with its checksum beside it. */
    public Path tarball(String node) {
        return NodeOutput.of(output, node).tarball();
    }

    /** Unpacks a node, and returns its home, which is this folder. */
    public Path unpack(String node, Path home) throws Exception {
        Files.createDirectories(home);
        new Command(home, Duration.ofMinutes(1))
                .run(List.of("tar", "xpzf", tarball(node).toString(), "--strip-components=1"));
        return home;
    }
}
