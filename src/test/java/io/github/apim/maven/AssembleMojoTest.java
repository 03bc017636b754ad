package io.github.apim.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

/** The goal inside a Maven container: what its parameters are and what becomes of failures. */
@MojoTest
class AssembleMojoTest {

    @Test
    @Basedir("src/it/quickstart")
    @InjectMojo(goal = "assemble", pom = "pom.xml")
    @MojoParameter(name = "descriptor", value = "no-such-file.yaml")
    void aMissingDescriptorIsTheUsersToMend(AssembleMojo mojo) {
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("no-such-file.yaml has 1 error");
        assertThat(Path.of("src/it/quickstart/no-such-file.yaml")).doesNotExist();
    }

    @Test
    @Basedir("src/it/quickstart")
    @InjectMojo(goal = "assemble", pom = "pom.xml")
    void aPropertyThatIsNotSetIsTheUsersToMend(AssembleMojo mojo) {
        // the container of this test gives the POM's properties to no one
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageEndingWith("deployment.yaml has 1 error; nothing was written")
                .hasNoCause();
    }

    @Test
    @Basedir("src/it/quickstart")
    @InjectMojo(goal = "assemble", pom = "pom.xml")
    @MojoParameter(name = "skip", value = "true")
    @MojoParameter(name = "descriptor", value = "no-such-file.yaml")
    void aSkippedGoalReadsNothing(AssembleMojo mojo) {
        assertThatCode(mojo::execute).doesNotThrowAnyException();
    }
}
