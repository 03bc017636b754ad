package io.github.apim.descriptor;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Location;
import io.github.apim.deployment.Problem;
import java.util.List;
import java.util.Map;

/**
 * A deployment descriptor that was read without errors.
 *
 * @param warnings  what the user should mend, in the descriptor's order
 * @param locations the place of every value by its YAML path, for rules that are checked later. A mapping or a list is
 *                  where its key is, a scalar is where its text is. Keys that are not plain words are quoted:
 *                  {@code edits.all['repository/conf/carbon.xml']['/Server/Version']}
 */
public record ReadResult(Deployment deployment, List<Problem> warnings, Map<String, Location> locations) {

    public ReadResult {
        warnings = List.copyOf(warnings);
        locations = Map.copyOf(locations);
    }

    /** The same places for a deployment that differs in values only, such as one whose secrets are hidden. */
    public ReadResult of(Deployment other) {
        return new ReadResult(other, warnings, locations);
    }

    /** The place of a YAML path, or the start of the descriptor if the descriptor does not have that path. */
    public Location locationOf(String path) {
        Location start = new Location(deployment.file().toString(), 1, 1);
        return locations.getOrDefault(path, start);
    }
}
