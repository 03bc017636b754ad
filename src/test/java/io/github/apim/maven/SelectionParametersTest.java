package io.github.apim.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.assembly.NodeSelection;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SelectionParametersTest {

    private final Properties user = new Properties();

    @Test
    void withoutAWordAllNodesAreBuilt() {
        assertThat(select(List.of(), null, null)).isEqualTo(NodeSelection.ALL);
        assertThat(select(List.of("production"), "", " ")).isEqualTo(NodeSelection.ALL);
    }

    @Test
    void eachSpellingNamesTheRole() {
        NodeSelection worker = new NodeSelection(List.of("gateway-worker"), List.of());

        assertThat(select(List.of("production", "role=gateway-worker"), null, null))
                .isEqualTo(worker);
        user.setProperty("role", "gateway-worker");
        assertThat(select(List.of(), null, null)).isEqualTo(worker);
        user.setProperty("apim.role", "gateway-worker");
        assertThat(select(List.of("role=gateway-worker"), null, null)).isEqualTo(worker);
    }

    @Test
    void severalRolesAndNodesAreSeparatedByCommas() {
        user.setProperty("apim.role", "gateway-worker, gateway-manager,,gateway-worker");
        user.setProperty("apim.node", "a,b");

        assertThat(select(List.of(), null, null))
                .isEqualTo(new NodeSelection(List.of("gateway-worker", "gateway-manager"), List.of("a", "b")));
    }

    @Test
    void theCommandLineGoesBeforeThePomAsAWhole() {
        assertThat(select(List.of(), "store", "store-1"))
                .isEqualTo(new NodeSelection(List.of("store"), List.of("store-1")));
        user.setProperty("apim.node", "worker-1");
        assertThat(select(List.of(), "store", "store-1")).isEqualTo(new NodeSelection(List.of(), List.of("worker-1")));
    }

    @Test
    void spellingsThatDisagreeAreNamed() {
        user.setProperty("role", "store");

        assertThatThrownBy(() -> select(List.of("role=publisher"), null, null))
                .isInstanceOf(IllegalParameterException.class)
                .hasMessage("the command line asks for two things: -Drole says store, -P role=… says publisher; leave"
                        + " one of them out");
    }

    private NodeSelection select(List<String> profiles, String pomRole, String pomNode) {
        return SelectionParameters.of(user, profiles, pomRole, pomNode);
    }
}
