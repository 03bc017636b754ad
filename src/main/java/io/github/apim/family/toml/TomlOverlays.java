package io.github.apim.family.toml;

import io.github.apim.family.carbon.AdditionsOverlay;
import io.github.apim.family.carbon.DatabaseDriverOverlay;
import io.github.apim.family.carbon.KeyStoresOverlay;
import io.github.apim.family.carbon.LauncherOverlay;
import io.github.apim.overlay.Overlay;
import io.github.apim.overlay.UserEditsOverlay;
import io.github.apim.overlay.UserFilesOverlay;
import java.util.List;
import java.util.stream.Stream;

/**
 * The overlays of every server that renders its files from a deployment.toml. The user's files come first, as if the pack
 * had them, and the user's single edits last.
 */
public final class TomlOverlays {

    private static final List<Overlay> BEFORE = List.of(new UserFilesOverlay(), new RoleHomeOverlay());

    private static final List<Overlay> BEHIND =
            List.of(
                    new KeyStoresOverlay(),
                    new DatabaseDriverOverlay(),
                    new LauncherOverlay(), new AdditionsOverlay(), new UserEditsOverlay());

    private TomlOverlays() {}

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
