package io.github.apim.product;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the home of a role has otherwise where one pack is for all roles: the bundles that its profile starts do not serve
 * what the pack is configured for.
 *
 * @param bases   files that begin as another one of the pack, which stays beside them
 * @param without files that it goes without, and folders, with a slash behind, that are emptied
 * @param kept    what stays in such a folder
 * @param assured whether each pack of the version is known to have the other ones of {@code bases}
 */
public record RoleHome(Map<String, String> bases, List<String> without, Set<String> kept, boolean assured) {

    /** As the pack is. */
    public static final RoleHome SHIPPED = new RoleHome(Map.of(), List.of(), Set.of(), true);

    public RoleHome {
        bases = Map.copyOf(bases);
        without = List.copyOf(without);
        kept = Set.copyOf(kept);
    }
}
