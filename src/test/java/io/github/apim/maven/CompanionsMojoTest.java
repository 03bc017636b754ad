package io.github.apim.maven;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

/** The goal inside a Maven container; what it writes is tested where it is made. */
@MojoTest
class CompanionsMojoTest {

    @Test
    @Basedir("src/it/quickstart")
    @InjectMojo(goal = "companions", pom = "pom.xml")
    @MojoParameter(name = "descriptor", value = "no-such-file.yaml")
    void aMissingDescriptorIsTheUsersToMend(CompanionsMojo mojo) {
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("no-such-file.yaml has 1 error");
    }

    @Test
    @Basedir("src/it/quickstart")
    @InjectMojo(goal = "companions", pom = "pom.xml")
    @MojoParameter(name = "skip", value = "true")
    @MojoParameter(name = "descriptor", value = "no-such-file.yaml")
    void aSkippedGoalReadsNothing(CompanionsMojo mojo) {
        assertThatCode(mojo::execute).doesNotThrowAnyException();
    }
}
