package io.github.apim.overlay;

import io.github.apim.archive.Content;
import io.github.apim.topology.SharedSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The JDBC driver in repository/components/lib, checked to be one that the product can load (matrix §1.6, M13). */
final class DatabaseDriverOverlay implements Overlay {

    @Override
    public String name() {
        return "database-driver";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        if (SharedSchema.of(context.deployment(), context.node().role()).isEmpty()) {
            return;
        }
        Path jar = context.artifact(context.deployment().databases().driver());
        try {
            check(jar, context.deployment().databases().driverClass());
        } catch (OverlayException problem) {
            throw context.at("databases.driver", problem);
        }
        files.put(CarbonFiles.LIBRARIES + jar.getFileName(), 0644, new Content.File(jar));
    }

    private static void check(Path jar, String driverClass) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(driverClass.replace('.', '/') + ".class");
            if (entry == null) {
                throw new OverlayException(jar + " does not hold " + driverClass
                        + ", the class that the datasources name; choose a driver that has it (for MySQL"
                        + " mysql:mysql-connector-java:5.1.49) or set databases.driver-class");
            }
            try (InputStream in = zip.getInputStream(entry)) {
                int java = ClassFile.javaVersion(in);
                if (java > ClassFile.CARBONS_JAVA) {
                    throw new OverlayException(jar + ": " + driverClass + " needs Java " + java
                            + ", but the product runs on Java 7 at most; choose an older driver (for MySQL"
                            + " mysql:mysql-connector-java:5.1.49)");
                }
            }
        } catch (ZipException problem) {
            throw new OverlayException(jar + " is no jar: " + problem.getMessage(), problem);
        }
    }
}
