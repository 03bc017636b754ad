package io.github.apim.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentParameterTest {

    private static final String PARAMETER = "apim.environment";

    private static Properties user(String value) {
        Properties user = new Properties();
        user.setProperty(PARAMETER, value);
        return user;
    }

    @Test
    void theCommandLineGoesBeforeThePom() {
        assertThat(EnvironmentParameter.names(user("staging"), List.of(), "production"))
                .containsExactly("staging");
        assertThat(EnvironmentParameter.names(new Properties(), List.of("environment=staging"), "production"))
                .containsExactly("staging");
        assertThat(EnvironmentParameter.names(new Properties(), List.of("role=store"), "production"))
                .containsExactly("production");
        assertThat(EnvironmentParameter.names(new Properties(), List.of(), null))
                .isEmpty();
    }

    @Test
    void twoSpellingsThatDisagreeAreRefused() {
        assertThatThrownBy(() -> EnvironmentParameter.names(user("staging"), List.of("environment=eu"), null))
                .isInstanceOf(IllegalParameterException.class)
                .hasMessage("the command line asks for two things: -Dapim.environment says staging, -P environment=…"
                        + " says eu; leave one of them out");
    }

    /** Many a build has a property of that name for itself. */
    @Test
    void aPropertyThatIsOnlyCalledEnvironmentMeansNothing() {
        Properties user = new Properties();
        user.setProperty("environment", "staging");

        assertThat(EnvironmentParameter.names(user, List.of(), null)).isEmpty();
    }

    @Test
    void theLayersKeepTheirOrder() {
        assertThat(EnvironmentParameter.of(EnvironmentParameter.names(user("eu, prod"), List.of(), null), PARAMETER)
                        .layers())
                .containsExactly("eu", "prod");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../prod", "eu+prod", "a b", ".state", "deployment", "", "-x", "a.tar.gz"})
    void whatWouldBeAFolderOfAnotherMeaningIsNoName(String name) {
        assertThatThrownBy(() -> EnvironmentParameter.of(List.of(name), PARAMETER))
                .isInstanceOf(IllegalParameterException.class)
                .hasMessageStartingWith("apim.environment: '" + name + "' cannot be the name of an environment");
    }

    @Test
    void allIsForValidateAlone() {
        assertThatThrownBy(() -> EnvironmentParameter.of(List.of("all"), PARAMETER))
                .isInstanceOf(IllegalParameterException.class)
                .hasMessageContaining("for apim:validate alone");
    }

    @Test
    void aPlanIsComparedWithABuildAnEnvironmentOrThePack() {
        Path project = Path.of("/project");

        assertThat(Against.of(null, project).isPack()).isTrue();
        assertThat(Against.of("target/apim", project).build()).contains(Path.of("/project/target/apim"));
        assertThat(Against.of("/srv/7", project).build()).contains(Path.of("/srv/7"));
        assertThat(Against.of("environment:eu,prod", project)
                        .environment()
                        .orElseThrow()
                        .layers())
                .containsExactly("eu", "prod");
        assertThatThrownBy(() -> Against.of("environment:all", project))
                .isInstanceOf(IllegalParameterException.class)
                .hasMessageStartingWith("apim.against is 'all'");
    }
}
