package io.github.apim.family.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.DeploymentException;
import io.github.apim.edit.TomlFile;
import io.github.apim.product.Facts;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestJars;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class of a driver that deployment.toml names is the one that is looked for in its jar. */
@Needs(Need.REAL_PACKS)
class DriverTest {

    @TempDir
    Path folder;

    private TestDeployment deployment;

    @BeforeEach
    void deployment() throws IOException {
        deployment = TomlDeployments.of(folder, "4.1.0", TomlDeployments.ALL_IN_ONE);
    }

    @Test
    void aDriverWithTheNewerNameAloneIsTaken() throws IOException {
        TestJars.newestMysqlDriver(folder.resolve(TomlDeployments.DRIVER));

        NodeHome home = deployment.assemble().get("all-in-one");

        assertThat(TomlFile.parse(Facts.DEPLOYMENT_TOML, home.bytes(Facts.DEPLOYMENT_TOML))
                        .text("database.shared_db.driver"))
                .isEqualTo("com.mysql.cj.jdbc.Driver");
    }

    @Test
    void whatIsNamedInsteadOfAnotherJarRunsOnTheNewestJava() throws IOException {
        TestJars.jar(folder.resolve(TomlDeployments.DRIVER), "org/postgresql/Driver.class", new byte[8]);

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("does not hold com.mysql.jdbc.Driver")
                .hasMessageContaining("(for MySQL mysql:mysql-connector-java:8.0.30)");
    }
}
