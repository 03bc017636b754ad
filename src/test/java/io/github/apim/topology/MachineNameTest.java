package io.github.apim.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.Jvm;
import io.github.apim.deployment.Location;
import io.github.apim.deployment.Node;
import io.github.apim.product.Role;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Machines are called by their addresses, and their folders have names that every file system takes. */
class MachineNameTest {

    @Test
    void theAddressGoesBeforeTheHostName() {
        assertThat(MachineName.of(node(Optional.of("10.0.0.7"))).text()).isEqualTo("10.0.0.7");
        assertThat(MachineName.of(node(Optional.empty())).text()).isEqualTo("km.internal");
    }

    @Test
    void noFolderHasTheColonsOfIpv6() {
        assertThat(MachineName.of(node(Optional.of("fd00::7"))).fileName()).isEqualTo("fd00__7");
        assertThat(MachineName.of(node(Optional.empty())).fileName()).isEqualTo("km.internal");
    }

    private static Node node(Optional<String> address) {
        return new Node(
                "km",
                Role.KEY_MANAGER,
                "km.internal",
                address,
                false,
                0,
                Jvm.DEFAULT,
                Optional.empty(),
                new Location("deployment.yaml", 1, 1));
    }
}
