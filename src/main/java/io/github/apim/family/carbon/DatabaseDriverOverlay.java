package io.github.apim.family.carbon;

import io.github.apim.deployment.Databases;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.overlay.OverlayException;
import io.github.apim.product.DatabaseKind;
import io.github.apim.product.Facts;
import io.github.apim.product.Pack;
import io.github.apim.topology.SharedSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** The JDBC driver in repository/components/lib, checked to be one that the product can load (matrix §1.6, M13). */
public final class DatabaseDriverOverlay implements Overlay {

    private static final String MYSQL_8 = "com.mysql.cj.jdbc.Driver";

    /** The newest Java for which drivers are named that Java 7 can load. */
    private static final int JAVA_OF_OLD_DRIVERS = 8;

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
        String named = files.has(Facts.DEPLOYMENT_TOML)
                ? driverClass(context)
                : context.deployment().databases().driverClass();
        try {
            check(
                    jar,
                    named,
                    context.deployment().databases().kind(),
                    context.topology().suite().facts(context.node().role()).newestJava());
        } catch (OverlayException problem) {
            throw context.at("databases.driver", problem);
        }
        String place = CarbonFiles.LIBRARIES + jar.getFileName();
        for (String other : drivers(named, context, files)) {
            if (!other.equals(place)) {
                files.remove(other);
                context.warnings()
                        .accept(other + " of the pack holds " + named + ", as " + jar.getFileName()
                                + " does, and which of two the server would load is chance; the pack's is left out");
            }
        }
        files.put(place, 0644, context.content(context.deployment().databases().driver()));
    }

    /**
     * The class that datasources name: where the descriptor leaves it open, that of newer drivers of MySQL if the jar has it,
     * as they warn of the older one's name (am-3 §5.2).
     */
    public static String driverClass(NodeContext context) throws IOException {
        Databases databases = context.deployment().databases();
        if (!databases.driverClass().equals(DatabaseKind.MYSQL.driverClass())) {
            return databases.driverClass();
        }
        try (ZipFile jar = new ZipFile(context.artifact(databases.driver()).toFile())) {
            return jar.getEntry(entry(MYSQL_8)) == null ? databases.driverClass() : MYSQL_8;
        } catch (ZipException noJar) {
            return databases.driverClass();
        }
    }

    /** The pack's own jars that hold the driver's class, where the server looks for them and for bundles made of them. */
    private static List<String> drivers(String driverClass, NodeContext context, NodeFiles files) throws IOException {
        String wanted = entry(driverClass);
        List<String> drivers = new ArrayList<>();
        for (String folder : List.of(CarbonFiles.LIBRARIES, CarbonFiles.DROPINS)) {
            String below = folder.substring(0, folder.length() - 1);
            for (String path : context.pack().under(below).filter(files::has).toList()) {
                if (path.endsWith(".jar") && holds(wanted, context.pack(), path)) {
                    drivers.add(path);
                }
            }
        }
        return drivers;
    }

    private static boolean holds(String wanted, Pack pack, String path) {
        try (ZipInputStream jar =
                new ZipInputStream(pack.archive().open(pack.find(path).orElseThrow()))) {
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                if (entry.getName().equals(wanted)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | IllegalArgumentException noJar) {
            return false;
        }
    }

    /** A driver for the newest Java of a product, in brackets (matrix §1.6, §1.7). */
    private static String proven(DatabaseKind kind, OptionalInt newest) {
        boolean old = newest.orElse(JAVA_OF_OLD_DRIVERS) <= JAVA_OF_OLD_DRIVERS;
        return switch (kind) {
            case MYSQL -> " (for MySQL mysql:mysql-connector-java:" + (old ? "5.1.49)" : "8.0.30)");
            case MARIADB -> " (for MariaDB org.mariadb.jdbc:mariadb-java-client:" + (old ? "1.8.0)" : "2.7.12)");
            case POSTGRESQL -> " (for PostgreSQL org.postgresql:postgresql:" + (old ? "42.2.28.jre7)" : "42.7.13)");
            case ORACLE -> old ? " (for Oracle its ojdbc7)" : " (for Oracle com.oracle.database.jdbc:ojdbc8:21.9.0.0)";
            case SQL_SERVER ->
                " (for SQL Server com.microsoft.sqlserver:mssql-jdbc:" + (old ? "6.2.2.jre7)" : "12.8.1.jre8)");
        };
    }

    private static String entry(String driverClass) {
        return driverClass.replace('.', '/') + ".class";
    }

    private static void check(Path jar, String driverClass, Optional<DatabaseKind> kind, OptionalInt newest)
            throws IOException {
        String proven = kind.map(known -> proven(known, newest)).orElse("");
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(entry(driverClass));
            if (entry == null) {
                throw new OverlayException(jar + " does not hold " + driverClass
                        + ", the class that the datasources name; choose a driver that has it" + proven
                        + " or set databases.driver-class");
            }
            try (InputStream in = zip.getInputStream(entry)) {
                int java = ClassFile.javaVersion(in);
                if (newest.isPresent() && java > newest.getAsInt()) {
                    throw new OverlayException(jar + ": " + driverClass + " needs Java " + java
                            + ", but the product runs on Java " + newest.getAsInt()
                            + " at most; choose an older driver" + proven);
                }
            }
        } catch (ZipException problem) {
            throw new OverlayException(jar + " is no jar: " + problem.getMessage(), problem);
        }
    }
}
