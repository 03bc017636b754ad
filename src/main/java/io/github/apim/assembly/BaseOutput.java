package io.github.apim.assembly;

import io.github.apim.manifest.TarballChecksum;
import io.github.apim.product.Pack;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the base of a pack lies, over which the tarballs of its nodes are unpacked in {@link Layout#LAYERED}.
 *
 * @param checksum of the tarball, for {@code sha256sum -c}
 */
public record BaseOutput(Path tarball, Path checksum) {

    /** The places in the folder that tarballs go to. */
    static BaseOutput of(Path folder, Pack pack) {
        return of(folder, pack.product().key() + "-" + pack.version() + TarballChecksum.BASE_SUFFIX);
    }

    /** The places of the base whose tarball has this name. */
    public static BaseOutput of(Path folder, String file) {
        return new BaseOutput(folder.resolve(file), folder.resolve(file + TarballChecksum.SUFFIX));
    }

    /** All of them. */
    public List<Path> files() {
        return List.of(tarball, checksum);
    }

    /** The name of the tarball. */
    String file() {
        return tarball.getFileName().toString();
    }
}
