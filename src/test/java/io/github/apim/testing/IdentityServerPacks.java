package io.github.apim.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
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

    /**
     * A pack of 5.7.0 that is the key manager of API Manager 2.6.0: the small one of 5.0.0 with its files where 5.7.0 has
     * them, and the API Manager's part.
     *
     * @param files what it has besides, by path
     */
    public static Path throttled(Path folder, Map<String, byte[]> files) throws IOException {
        String conf = "repository/conf/";
        String settings = conf + "api-manager.xml";
        Path old = SmallPack.tree(SmallPack.IDENTITY_SERVER).resolve(conf);
        SmallPack pack = SmallPack.identityServer()
                .file("bin/version.txt", "WSO2 Identity Server v5.7.0\n")
                .file("repository/components/plugins/org.wso2.carbon.apimgt.keymgt_6.4.50.jar", new byte[0])
                .file(settings, Files.readString(SmallPack.tree("wso2am-2.6.0").resolve(settings)))
                .file(conf + "identity/identity.xml", Files.readAllBytes(old.resolve("identity.xml")))
                .file(
                        conf + "identity/sso-idp-config.xml",
                        Files.readAllBytes(old.resolve("security/sso-idp-config.xml")))
                .without(conf + "identity.xml")
                .without(conf + "security/sso-idp-config.xml");
        files.forEach(pack::file);
        Path zip = pack.toZip(folder);
        return Files.move(zip, zip.resolveSibling("wso2is-5.7.0.zip"), StandardCopyOption.REPLACE_EXISTING);
    }
}
