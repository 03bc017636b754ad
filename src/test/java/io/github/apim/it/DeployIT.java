package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.it.MavenRun.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tarballs go to a repository with their project if that is asked for, and another project takes them from there. */
class DeployIT {

    private static final String CONSUMER = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>com.example</groupId>
              <artifactId>consumer</artifactId>
              <version>1.0</version>
              <packaging>pom</packaging>
              <repositories>
                <repository><id>own</id><url>REPOSITORY</url></repository>
              </repositories>
              <build>
                <plugins>
                  <plugin>
                    <groupId>org.apache.maven.plugins</groupId>
                    <artifactId>maven-dependency-plugin</artifactId>
                    <version>3.9.0</version>
                    <configuration>
                      <outputDirectory>${project.build.directory}/nodes</outputDirectory>
                      <artifactItems>
                        <artifactItem>
                          <groupId>com.example</groupId>
                          <artifactId>whole</artifactId>
                          <version>1.0</version>
                          <type>tar.gz</type>
                          <classifier>gateway-worker-1</classifier>
                        </artifactItem>
                        <artifactItem>
                          <groupId>com.example</groupId>
                          <artifactId>whole</artifactId>
                          <version>1.0</version>
                          <type>manifest.json</type>
                          <classifier>gateway-worker-1</classifier>
                        </artifactItem>
                      </artifactItems>
                    </configuration>
                  </plugin>
                </plugins>
              </build>
            </project>
            """;

    @TempDir
    Path folder;

    @Test
    void attachedTarballsAreDeployedAlsoWhenTheyWereBuiltBeforeAndConsumed() throws IOException {
        Path project = Files.createDirectory(folder.resolve("whole"));
        WholeDeployment.in(project);
        Path repository = folder.resolve("repository");
        String url = repository.toUri().toString();

        MavenRun.of(Mavens.usual(), project)
                .with("-Drole=gateway-worker", "-Dmaven.install.skip=true")
                .with("-DaltDeploymentRepository=own::" + url)
                .run("deploy")
                .succeeded();
        Path released = repository.resolve("com/example/whole/1.0");
        assertThat(released.resolve("whole-1.0.pom")).exists();
        assertThat(released.resolve("whole-1.0-gateway-worker-1.tar.gz")).doesNotExist();

        MavenRun.of(Mavens.usual(), project)
                .with("-Drole=gateway-worker", "-Dapim.attach", "-Dmaven.install.skip=true")
                .with("-DaltDeploymentRepository=own::" + url)
                .run("deploy")
                .succeeded();
        for (String node : new String[] {"gateway-worker-1", "gateway-worker-2"}) {
            for (String type : new String[] {"tar.gz", "tar.gz.sha256", "manifest.json"}) {
                assertThat(released.resolve("whole-1.0-" + node + "." + type))
                        .hasSameBinaryContentAs(project.resolve("target/apim/" + node + "." + type));
            }
        }

        forgetWhatAnEarlierRunHasFetched();
        Path consumer = Files.createDirectory(folder.resolve("consumer"));
        Files.createDirectory(consumer.resolve(".mvn"));
        Files.writeString(consumer.resolve("pom.xml"), CONSUMER.replace("REPOSITORY", url));
        MavenRun.of(Mavens.usual(), consumer).run("dependency:copy").succeeded();
        assertThat(consumer.resolve("target/nodes/whole-1.0-gateway-worker-1.tar.gz"))
                .hasSameBinaryContentAs(project.resolve("target/apim/gateway-worker-1.tar.gz"));
        assertThat(consumer.resolve("target/nodes/whole-1.0-gateway-worker-1.manifest.json"))
                .exists();
    }

    @ParameterizedTest
    @MethodSource("io.github.apim.it.Mavens#installed")
    void whatIsInstalledIsForItsOwnerOnlyAndTheBuildWarns(String maven) throws IOException {
        forgetWhatAnEarlierRunHasFetched();
        Path project = Files.createDirectory(folder.resolve("whole"));
        WholeDeployment.in(project);

        Outcome outcome = MavenRun.of(maven, project)
                .with("-o", "-Dapim.node=gateway-worker-1", "-Dapim.attach")
                .umask("022")
                .run("install")
                .succeeded();

        assertThat(outcome.log()).contains("apim.attach: the tarballs hold passwords in clear text");
        Path installed = Path.of(System.getProperty("apim.it.repository"), "com/example/whole/1.0");
        for (String type : new String[] {"tar.gz", "tar.gz.sha256", "manifest.json"}) {
            Path file = installed.resolve("whole-1.0-gateway-worker-1." + type);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo("rw-------");
        }
        forgetWhatAnEarlierRunHasFetched();
    }

    private static void forgetWhatAnEarlierRunHasFetched() throws IOException {
        Path fetched = Path.of(System.getProperty("apim.it.repository"), "com/example/whole");
        if (Files.isDirectory(fetched)) {
            try (Stream<Path> tree = Files.walk(fetched)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
