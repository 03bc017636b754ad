package io.github.apim.companion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.Shipping;
import io.github.apim.deployment.Shipping.Destination;
import io.github.apim.deployment.Shipping.Jump;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How Ansible's OpenSSH is told to go the ways of the shipping goal. */
class SshArgumentsTest {

    private static final String ALWAYS = "-o ServerAliveInterval=15 -o ServerAliveCountMax=4";

    @Test
    void withoutAKeyOpenSshLooksForOneItself() {
        assertThat(arguments(shipping(Optional.empty(), true, Optional.empty()), Optional.empty()))
                .isEqualTo(ALWAYS);
    }

    @Test
    void theKeyThatIsNamedIsTheOnlyOne() {
        assertThat(arguments(shipping(Optional.empty(), true, Optional.empty()), Optional.of(Path.of("/k"))))
                .isEqualTo(ALWAYS + " -o IdentitiesOnly=yes");
    }

    @Test
    void anAgentThatIsForbiddenIsNotAsked() {
        assertThat(arguments(shipping(Optional.empty(), false, Optional.empty()), Optional.empty()))
                .isEqualTo(ALWAYS + " -o IdentityAgent=none");
    }

    @Test
    void hostKeysAreInTheFileThatIsNamedAndNowhereElse() {
        assertThat(arguments(
                        shipping(Optional.of(Path.of("/a b/known%hosts")), true, Optional.empty()), Optional.empty()))
                .isEqualTo(ALWAYS + " -o 'UserKnownHostsFile=\"/a b/known%%hosts\"' -o GlobalKnownHostsFile=/dev/null");
    }

    @Test
    void theJumpHostIsLoggedInToWithTheSameKey() {
        Shipping shipping =
                shipping(Optional.empty(), true, Optional.of(new Jump("bastion.example.com", 2222, Optional.empty())));

        assertThat(arguments(shipping, Optional.of(Path.of("/keys/it's%.pem"))))
                .isEqualTo(ALWAYS + " -o IdentitiesOnly=yes -o 'ProxyCommand=ssh "
                        + ALWAYS.replace("'", "") + " -o IdentitiesOnly=yes"
                        + " -o '\\''IdentityFile=\"/keys/it'\\''\\'\\'''\\''s%%%%.pem\"'\\''"
                        + " -l ubuntu -p 2222 -W '\\''[%h]:%p'\\'' bastion.example.com'");
    }

    @Test
    void theJumpHostsOwnLoginGoesFirst() {
        Shipping shipping = shipping(Optional.empty(), true, Optional.of(new Jump("fd00::1", 22, Optional.of("hop"))));

        assertThat(arguments(shipping, Optional.empty())).endsWith(" -l hop -p 22 -W '\\''[%h]:%p'\\'' fd00::1'");
    }

    private static String arguments(Shipping shipping, Optional<Path> key) {
        return new SshArguments(shipping, new Destination("m", 22, Optional.of("ubuntu"), key, "/opt/wso2")).text();
    }

    private static Shipping shipping(Optional<Path> knownHosts, boolean agent, Optional<Jump> jump) {
        return new Shipping(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                agent,
                22,
                "/opt/wso2",
                knownHosts,
                jump,
                List.of(),
                3,
                Map.of());
    }
}
