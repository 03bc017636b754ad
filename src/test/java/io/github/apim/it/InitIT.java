package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.it.MavenRun.Outcome;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestJars;
import io.github.apim.testing.TomlPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From an empty folder to tarballs, with what the goal writes and shows. */
class InitIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"all-in-one, 1", "gateway-separate, 6", "active-active, 8", "api-manager-3, 7", "api-manager-4, 6"})
    void whatIsWrittenIntoAnEmptyFolderAssembles(String pattern, int nodes) throws IOException {
        Files.createDirectory(folder.resolve(".mvn"));
        String plugin = "io.github.apim:apim-maven-plugin:" + System.getProperty("apim.it.version");

        Outcome written = MavenRun.of(Mavens.usual(), folder)
                .with("-o", "-Dapim.pattern=" + pattern)
                .run(plugin + ":init")
                .succeeded();
        assertThat(Files.readString(folder.resolve("deployment.yaml")))
                .startsWith("# yaml-language-server: $schema=deployment.schema.json\n");
        assertThat(folder.resolve("deployment.schema.json")).exists();

        assertThat(folder.resolve("pom.xml")).exists();
        assertThat(written.log()).contains("[INFO] settings.xml needs:", "[INFO]     <id>apim-db</id>");

        Files.writeString(
                folder.resolve("settings.xml"), TestDeployment.settings().replace("admin&amp;secret", "Admin-secret1"));
        Files.createDirectories(folder.resolve("packs"));
        SmallPack.zip(folder.resolve("packs"));
        for (String version : List.of("3.2.0", "4.5.0")) {
            for (SmallPack pack : TomlPack.all(version)) {
                pack.toZip(folder.resolve("packs"));
            }
        }
        TestJars.newerMysqlDriver(folder.resolve("libs/mysql-connector-java-8.0.30.jar"));
        TestJars.mysqlDriver(folder.resolve("libs/mysql-connector-java-5.1.49.jar"), 49);
        TestJars.jar(folder.resolve("libs/svnkit-1.3.9.wso2v2.jar"), "a.txt", new byte[] {1});
        TestJars.jar(folder.resolve("libs/trilead-ssh2-1.0.0-build215.jar"), "b.txt", new byte[] {2});

        Outcome validated = MavenRun.of(Mavens.usual(), folder)
                .with("-o")
                .run("apim:validate")
                .succeeded();
        assertThat(validated.log()).contains(nodes + (nodes == 1 ? " node" : " nodes") + " checked");
        assertThat(validated.log()).doesNotContain("[WARNING]");
        MavenRun.of(Mavens.usual(), folder).with("-o").assemble().succeeded();

        String before = Files.readString(folder.resolve("deployment.yaml"));
        Outcome again =
                MavenRun.of(Mavens.usual(), folder).with("-o").run("apim:init").failed();
        assertThat(again.log()).contains("is there already and stays as it is");
        assertThat(folder.resolve("deployment.yaml")).hasContent(before);
    }
}
