package io.github.apim.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The Identity Server packs that tests run on. */
public enum IdentityServerPacks implements Needing {
    /** The project's own small pack. */
    SMALL {
        @Override
        public SmallPack changed() {
            return SmallPack.identityServer();
        }
    },
    /** The product's real configuration files, and the small pack's own where they are no configuration. */
    REAL_CONFIGURATION {
        @Override
        public SmallPack changed() throws IOException {
            SmallPack pack = SmallPack.identityServer();
            Path root = RealPacks.folder().resolve(SmallPack.IDENTITY_SERVER);
            for (Path file : files(root)) {
                pack.file(root.relativize(file).toString(), Files.readAllBytes(file));
            }
            return pack;
        }

        @Override
        public Set<Need> needs() {
            return Set.of(Need.REAL_PACKS);
        }

        private List<Path> files(Path root) throws IOException {
            try (Stream<Path> paths = Files.walk(root)) {
                return paths.filter(Files::isRegularFile).sorted().toList();
            }
        }
    };

    private static final String KEY_MANAGER_BUNDLE =
            "repository/components/plugins/org.wso2.carbon.apimgt.keymgt_1.2.4.jar";

    private static final String API_MANAGER = "repository/conf/api-manager.xml";

    /** The pack, to be changed before it is written. */
    public abstract SmallPack changed() throws IOException;

    @Override
    public Set<Need> needs() {
        return Set.of();
    }

    /** The pack with what makes it a key manager: a bundle, empty here, and the API Manager's own file. */
    public SmallPack keyManager() throws IOException {
        return changed().file(KEY_MANAGER_BUNDLE, new byte[0]).file(API_MANAGER, SmallPack.text(API_MANAGER));
    }
}
