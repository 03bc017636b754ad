package io.github.apim.family.carbon;

import io.github.apim.overlay.Overlay;
import io.github.apim.overlay.UserEditsOverlay;
import io.github.apim.overlay.UserFilesOverlay;
import java.util.List;
import java.util.stream.Stream;

/**
 * The overlays of every Carbon server. The user's files come first, as if the pack had them, and the user's single edits
 * last.
 */
public final class CarbonOverlays {

    private static final List<Overlay> BEFORE = List.of(
            new UserFilesOverlay(),
            new ServerIdentityOverlay(),
            new DeploymentSynchronizerOverlay(),
            new ClusteringOverlay(),
            new TransportOverlay(),
            new ReverseProxyOverlay(),
            new DatasourcesOverlay(),
            new UserStoreOverlay(),
            new JdbcUserStoreOverlay(),
            new PrimaryUserStoreOverlay(),
            new RegistryMountsOverlay());

    private static final List<Overlay> BEHIND =
            List.of(
                    new KeyStoresOverlay(),
                    new DatabaseDriverOverlay(),
                    new LauncherOverlay(), new AdditionsOverlay(), new UserEditsOverlay());

    private CarbonOverlays() {}

    /**
     * All overlays of a family's nodes, in their order.
     *
     * @param own those of the family
     */
    public static List<Overlay> around(Overlay... own) {
        return Stream.of(BEFORE.stream(), Stream.of(own), BEHIND.stream())
                .flatMap(overlays -> overlays)
                .toList();
    }
}
