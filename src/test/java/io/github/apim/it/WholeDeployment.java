package io.github.apim.it;

import io.github.apim.testing.ExampleDeployment;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A build of ten nodes, made by code: POM, settings, descriptor, packs and jars. */
final class WholeDeployment {

    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>com.example</groupId>
              <artifactId>whole</artifactId>
              <version>1.0</version>
              <packaging>pom</packaging>
              <properties>
                <project.build.outputTimestamp>2026-11-23T00:00:00Z</project.build.outputTimestamp>
              </properties>
              <build>
                <plugins>
                  <plugin>
                    <groupId>org.apache.maven.plugins</groupId>
                    <artifactId>maven-deploy-plugin</artifactId>
                    <version>3.1.4</version>
                  </plugin>
                  <plugin>
                    <groupId>org.apache.maven.plugins</groupId>
                    <artifactId>maven-install-plugin</artifactId>
                    <version>3.1.4</version>
                  </plugin>
                  <plugin>
                    <groupId>io.github.apim</groupId>
                    <artifactId>apim-maven-plugin</artifactId>
                    <version>VERSION</version>
                    <extensions>true</extensions>
                    <executions>
                      <execution>
                        <goals><goal>assemble</goal></goals>
                      </execution>
                    </executions>
                  </plugin>
                </plugins>
              </build>
            </project>
            """;

    private WholeDeployment() {}

    /** Makes the build in this folder. */
    static TestDeployment in(Path project) throws IOException {
        Files.createDirectories(project.resolve(".mvn"));
        Files.writeString(project.resolve("pom.xml"), POM.replace("VERSION", System.getProperty("apim.it.version")));
        Files.writeString(project.resolve("settings.xml"), TestDeployment.settings());
        TestDeployment deployment = ExampleDeployment.in(project);
        deployment.read();
        return deployment;
    }
}
