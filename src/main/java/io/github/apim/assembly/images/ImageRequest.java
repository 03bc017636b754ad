package io.github.apim.assembly.images;

import io.github.apim.assembly.PlanRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What images are to be made, and where.
 *
 * @param plan        what is to be planned first
 * @param output      the folder that holds all that is built
 * @param timestamp   when they were made, as they say it; without one, the time of the pack's newest entry
 * @param plugin      version of the plugin
 * @param tag         goes before that of the descriptor
 * @param standardTag counts where nobody says one
 * @param push        whether they go to the registry
 * @param tar         a file that engines load, if one is to be written
 */
public record ImageRequest(
        PlanRequest plan,
        Path output,
        Optional<Instant> timestamp,
        String plugin,
        Optional<String> tag,
        String standardTag,
        boolean push,
        Optional<Path> tar) {

    /** The folder of the OCI layout. */
    public Path layout() {
        return output.resolve("images");
    }

    /** What says which images there are. */
    public Path list() {
        return output.resolve(ImageList.NAME);
    }

    /** The folder of the files with secrets, one for each node. */
    public Path secrets() {
        return output.resolve(SecretFolder.NAME);
    }
}
