import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What one would write with jib-core: an image of each node, as a tar, from the unpacked pack and the node's own files over it.
 *
 * <p>Arguments: the folder with the pack, a folder with one folder of changed and added files for each node, jib's cache, the
 * folder for the tars.
 */
public final class JibImages {

    public static void main(String... arguments) throws Exception {
        AbsoluteUnixPath root = AbsoluteUnixPath.get("/opt/wso2");
        Path cache = Path.of(arguments[2]);
        try (var nodes = Files.list(Path.of(arguments[1]))) {
            for (Path node : nodes.sorted().toList()) {
                String name = node.getFileName().toString();
                TarImage image =
                        TarImage.at(Path.of(arguments[3]).resolve(name + ".tar")).named(name);
                Jib.fromScratch()
                        .addLayer(children(Path.of(arguments[0])), root)
                        .addLayer(children(node), root)
                        .containerize(Containerizer.to(image)
                                .setBaseImageLayersCache(cache)
                                .setApplicationLayersCache(cache)
                                .setOfflineMode(true));
            }
        }
    }

    private static List<Path> children(Path folder) throws Exception {
        try (var children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }
}
