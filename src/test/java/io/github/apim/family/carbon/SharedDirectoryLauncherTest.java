package io.github.apim.family.carbon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.DeploymentSynchronizer.SharedDirectory;
import io.github.apim.deployment.Location;
import io.github.apim.deployment.Node;
import io.github.apim.product.Role;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gateways whose APIs lie in a directory that their machines have in common. */
@Needs(Need.SH)
class SharedDirectoryLauncherTest extends LauncherHarness {

    private static final String APIS = "repository/deployment/server/synapse-configs";

    private Path installed(Role role) throws IOException {
        Location here = new Location("deployment.yaml", 7, 3);
        Node like = node(TWO_GIGABYTES);
        Node node =
                new Node(role.key(), role, like.host(), Optional.empty(), false, 0, like.jvm(), Optional.empty(), here);
        SharedDirectory shared = new SharedDirectory(mounted().toString(), Optional.empty(), here);
        Files.write(home.resolve("bin/start-node.sh"), LauncherOverlay.render(node, FACTS, Optional.of(shared), false));
        return home.resolve(APIS);
    }

    private Path mounted() {
        return folder.resolve("mounted");
    }

    @ParameterizedTest
    @EnumSource
    void theManagerFillsTheDirectoryAtItsFirstStartAndWorksInItFromThenOn(Shell shell) throws Exception {
        Path own = installed(Role.GATEWAY_MANAGER);
        String shipped = Files.readString(own.resolve("default/api/_TokenAPI_.xml"));
        Files.createDirectory(mounted());

        assertThat(launch(shell, "start").code()).isZero();
        assertThat(launch(shell, "stop").code()).isZero();
        Path shared = mounted().resolve("synapse-configs");
        Files.writeString(shared.resolve("default/api/published.xml"), "<api/>");
        assertThat(launch(shell, "start").code()).isZero();

        assertThat(own).isSymbolicLink();
        assertThat(Files.readSymbolicLink(own)).isEqualTo(shared);
        assertThat(own.resolve("default/api/_TokenAPI_.xml")).hasContent(shipped);
        assertThat(own.resolve("default/api/published.xml")).hasContent("<api/>");
        assertThat(own.resolveSibling("synapse-configs.own/default/api/_TokenAPI_.xml"))
                .hasContent(shipped);
        try (var entries = Files.list(mounted())) {
            assertThat(entries).containsExactly(shared);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWorkerTakesWhatIsThere(Shell shell) throws Exception {
        Path own = installed(Role.GATEWAY_WORKER);
        Files.createDirectories(mounted().resolve("synapse-configs/default/api"));
        Files.writeString(mounted().resolve("synapse-configs/default/api/published.xml"), "<api/>");

        assertThat(launch(shell, "start").code()).isZero();

        assertThat(own.resolve("default/api/published.xml")).hasContent("<api/>");
        assertThat(own.resolve("default/api/_TokenAPI_.xml")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void aWorkerDoesNotStartBeforeTheManagerHasFilledTheDirectory(Shell shell) throws Exception {
        Path own = installed(Role.GATEWAY_WORKER);
        Files.createDirectory(mounted());

        Result result = launch(shell, "start");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("synapse-configs is not there yet; the gateway manager makes it");
        assertThat(own).isDirectory().isNotEqualTo(mounted());
        assertThat(Files.isSymbolicLink(own)).isFalse();
        assertThat(mounted()).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource
    void aDirectoryThatIsNotMountedIsToldBeforeAnythingChanges(Shell shell) throws Exception {
        Path own = installed(Role.GATEWAY_MANAGER);

        Result result = launch(shell, "start");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("the shared directory " + mounted() + " is not there; is it mounted?");
        assertThat(Files.isSymbolicLink(own)).isFalse();
        assertThat(mounted()).doesNotExist();
    }
}
