package io.github.apim.family.carbon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.Jvm;
import io.github.apim.deployment.Location;
import io.github.apim.deployment.Node;
import io.github.apim.overlay.OverlayException;
import io.github.apim.product.Catalogue;
import io.github.apim.product.Facts;
import io.github.apim.product.Product;
import io.github.apim.product.ProductVersion;
import io.github.apim.product.Role;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.TomlPack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Starts what stands for servers of 3.x and 4.x, whose scripts take the heap from a variable of its own. */
@Needs(Need.SH)
class TomlLauncherTest extends LauncherHarness {

    private static final Jvm PLAIN = Jvm.DEFAULT;

    @ParameterizedTest
    @EnumSource
    void aNodeStartsByItsRolesScriptWithItsHeap(Shell shell) throws Exception {
        unpacked("wso2am-universal-gw-4.5.0", Role.GATEWAY, heap("2g", null));
        environment.put("JAVA_HOME", javaHome("jdk-17", "17.0.9").toString());

        Result started = launch(shell, "start");

        assertThat(started.code()).as(started.err()).isZero();
        assertThat(started.err()).isEmpty();
        assertThat(Files.readString(home.resolve("repository/logs/started.txt")))
                .contains("command=java -Xms256m -Xmx2g -Da=b org.wso2", "JAVA_OPTS=-Da=b\n")
                .contains("arguments=\n")
                .doesNotContain("-Dprofile");
        assertThat(launch(shell, "stop").code()).isZero();
    }

    @Test
    void theEnvironmentsOwnHeapCounts() throws Exception {
        unpacked("wso2am-4.1.0", Role.TRAFFIC_MANAGER, heap("2g", null));
        environment.put("JAVA_HOME", javaHome("jdk-11", "11.0.2").toString());
        environment.put("JVM_MEM_OPTS", "-Xms1g -Xmx3g");

        launch(Shell.DASH, "start");

        assertThat(Files.readString(home.resolve("repository/logs/started.txt")))
                .contains("command=java -Xms1g -Xmx3g -Da=b", "arguments=-Dprofile=traffic-manager\n");
        assertThat(launch(Shell.DASH, "stop").code()).isZero();
    }

    @Test
    void withoutAHeapTheScriptsOwnCounts() throws Exception {
        unpacked("wso2am-3.2.0", Role.PUBLISHER, PLAIN);
        environment.put("JAVA_HOME", javaHome("jdk-11", "11.0.2").toString());

        launch(Shell.DASH, "start");

        assertThat(Files.readString(home.resolve("repository/logs/started.txt")))
                .contains("command=java -Xms256m -Xmx1024m ", "arguments=-Dprofile=api-publisher\n");
        assertThat(launch(Shell.DASH, "stop").code()).isZero();
    }

    /** A heap must not begin larger than it may become. */
    @ParameterizedTest
    @CsvSource({
        ", , ''",
        "2g, , -Xms256m -Xmx2g",
        "128m, , -Xms128m -Xmx128m",
        "2097152k, 1g, -Xms1g -Xmx2097152k",
        ", 512m, -Xms512m -Xmx1024m",
        ", 2g, -Xms2g -Xmx2g"
    })
    void bothSizesAreSaid(String heap, String initial, String options) throws IOException {
        assertThat(launcher("4.0.0", Role.CONTROL_PLANE, heap(heap, initial)))
                .contains(options.isEmpty() ? "\nNODE_HEAP=''\n" : "\nNODE_HEAP='" + options + "'\n")
                .contains("\nNODE_JAVA_OPTS=-Da=b\n");
    }

    @Test
    void olderScriptsGetThemAmongTheOtherOptions() throws IOException {
        assertThat(launcher("2.6.0", Role.PUBLISHER, heap("2g", null)))
                .contains("\nNODE_HEAP=''\n", "\nNODE_JAVA_OPTS='-Xmx2g -Da=b'\n");
    }

    @ParameterizedTest
    @CsvSource({
        "3.0.0, 11.0.2, Java 8",
        "3.2.0, 17.0.9, Java 8 and 11",
        "4.4.0, 1.8.0_402, 'Java 11, 17 and 21'",
        "4.7.0, 17.0.9, Java 21 and 25"
    })
    void anotherJavaIsWarnedOf(String version, String java, String fitting) throws Exception {
        unpacked("wso2am-" + version, Role.ALL_IN_ONE, PLAIN);
        environment.put("JAVA_HOME", javaHome("jdk", java).toString());

        assertThat(launch(Shell.DASH, "start").err())
                .isEqualTo("gw-1: warning: WSO2 API Manager " + version + " is made for " + fitting + ", but "
                        + environment.get("JAVA_HOME") + " is " + java + "\n");
        assertThat(launch(Shell.DASH, "stop").code()).isZero();
    }

    @Test
    void aPermanentGenerationIsRefusedWhereJava17StopsAtIt() {
        Jvm jvm = new Jvm(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("256m"), List.of());

        assertThatThrownBy(() -> launcher("4.2.0", Role.GATEWAY, jvm))
                .isInstanceOf(OverlayException.class)
                .hasMessageContaining("-XX:MaxPermSize")
                .hasMessageContaining("remove the key");
    }

    private void unpacked(String root, Role role, Jvm jvm) throws IOException {
        home = TomlPack.of(root).toFolder(Files.createDirectories(folder.resolve("packs")));
        String version = root.substring(root.lastIndexOf('-') + 1);
        var file = Files.writeString(
                home.resolve("bin/start-node.sh"),
                launcher(version, role, jvm).replace("START_TIMEOUT=60", "START_TIMEOUT=20").replace("sleep 1\n", "sleep 0.1\n"));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static String launcher(String version, Role role, Jvm jvm) throws IOException {
        Facts facts = Catalogue.of(new ProductVersion(Product.API_MANAGER, version));
        Node node = new Node(
                "gw-1",
                role,
                "gw-1.internal",
                Optional.empty(),
                false,
                0,
                jvm,
                Optional.empty(),
                new Location("deployment.yaml", 7, 3));
        return new String(LauncherOverlay.render(node, facts, Optional.empty(), false), StandardCharsets.UTF_8);
    }

    private static Jvm heap(String heap, String initial) {
        return new Jvm(
                Optional.empty(),
                Optional.ofNullable(heap),
                Optional.ofNullable(initial),
                Optional.empty(),
                List.of("-Da=b"));
    }
}
