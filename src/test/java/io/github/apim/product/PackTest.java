package io.github.apim.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.archive.SourceArchive;
import io.github.apim.archive.SourceOptions;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.RealShapePack;
import io.github.apim.testing.SmallPack;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackTest {

    @TempDir
    Path folder;

    @Test
    void aPackKnowsItsProductVersionAndFiles() throws IOException {
        try (Pack pack = open(SmallPack.zip(folder), Product.API_MANAGER, false)) {
            assertThat(pack.title()).isEqualTo("WSO2 API Manager 1.9.0");
            assertThat(pack.root()).isEqualTo("wso2am-1.9.0");
            assertThat(pack.leftovers()).isEmpty();
            assertThat(new String(pack.read("bin/version.txt"), java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo("WSO2 API Manager v1.9.0\n");
            assertThat(pack.under("repository/conf/datasources"))
                    .containsExactly("repository/conf/datasources/master-datasources.xml");
        }
    }

    @Test
    void anIdentityServerIsKnownByItsVersionToo() throws IOException {
        try (Pack pack = open(SmallPack.identityServer().toZip(folder), Product.IDENTITY_SERVER, false)) {
            assertThat(pack.title()).isEqualTo("WSO2 Identity Server 5.0.0");
            assertThat(pack.root()).isEqualTo("wso2is-5.0.0");
        }
    }

    @Test
    void zipTarGzAndFolderAreTheSamePack() throws IOException {
        for (Path file : new Path[] {
            SmallPack.zip(folder),
            SmallPack.tarGz(folder),
            SmallPack.unpacked(Files.createDirectory(folder.resolve("unpacked")))
        }) {
            try (Pack pack = open(file, Product.API_MANAGER, false)) {
                assertThat(pack.version()).as(file.toString()).isEqualTo("1.9.0");
                assertThat(pack.read("repository/conf/registry.xml"))
                        .isEqualTo(SmallPack.text("repository/conf/registry.xml")
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void anUnknownVersionListsTheKnownOnes() throws IOException {
        Path zip = SmallPack.changed()
                .file("bin/version.txt", "WSO2 API Manager v1.8.0\n")
                .toZip(folder);

        assertThatThrownBy(() -> open(zip, Product.API_MANAGER, false))
                .isInstanceOf(PackException.class)
                .hasMessage(zip + ": WSO2 API Manager 1.8.0 is a version whose files are unknown; known: WSO2 API"
                        + " Manager 1.9.0, WSO2 API Manager 1.9.1, WSO2 API Manager 1.10.0");
    }

    @Test
    void anotherProductIsRefused() throws IOException {
        Path zip = SmallPack.zip(folder);

        assertThatThrownBy(() -> open(zip, Product.IDENTITY_SERVER, false))
                .isInstanceOf(PackException.class)
                .hasMessageContaining("bin/version.txt says \"WSO2 API Manager v1.9.0\"")
                .hasMessageContaining("packs.identity-server must be a pack of WSO2 Identity Server");
    }

    @Test
    void anArchiveWithoutAVersionIsNoPack() throws IOException {
        Path zip = SmallPack.changed().without("bin/version.txt").toZip(folder);

        assertThatThrownBy(() -> open(zip, Product.API_MANAGER, false))
                .isInstanceOf(PackException.class)
                .hasMessageContaining("this is no pack of WSO2 API Manager: wso2am-1.9.0/bin/version.txt is missing");
    }

    @Test
    void aPackThatHasBeenStartedIsRefusedWithWhatWasFound() throws IOException {
        Path zip = started();

        assertThatThrownBy(() -> open(zip, Product.API_MANAGER, false))
                .isInstanceOf(PackException.class)
                .hasMessageContaining("this WSO2 API Manager has been started")
                .hasMessageContaining("repository/logs/wso2carbon.log")
                .hasMessageContaining("wso2carbon.pid")
                .hasMessageContaining("clean: true");
    }

    @Test
    void cleanLeavesOutWhatAStartLeftAndNothingElse() throws IOException {
        try (Pack pack = open(started(), Product.API_MANAGER, true)) {
            assertThat(pack.leftovers())
                    .containsExactlyInAnyOrder(
                            "wso2carbon.pid",
                            "repository/logs/wso2carbon.log",
                            "tmp/work/cache.bin",
                            "repository/components/patches/patch0000",
                            "repository/components/patches/patch0000/saved.jar",
                            "repository/components/default/configuration/org.eclipse.osgi",
                            "repository/components/default/configuration/org.eclipse.osgi/.manager",
                            "velocity.log",
                            "repository/deployment/server/webapps/oauth2",
                            "repository/deployment/server/webapps/oauth2/index.html");
            assertThat(pack.has("repository/logs/wso2carbon.log")).isFalse();
            assertThat(pack.has("repository/deployment/server/webapps/oauth2.war"))
                    .isTrue();
            assertThat(pack.has("repository/logs")).isTrue();
        }
    }

    @Test
    void bundlesThatCarbonMadeOfJarsTellOfAStartAndGoWithTheRest() throws IOException {
        String dropins = "repository/components/dropins/";
        Path zip = SmallPack.changed()
                .file("repository/components/lib/mysql-connector-java-5.1.36-bin.jar", "driver")
                .file("repository/components/extensions/own-ext.jar", "extension")
                .file(dropins + "mysql_connector_java_5.1.36_bin_1.0.0.jar", "made of it")
                .file(dropins + "own_ext_1.0.0.jar", "made of it")
                .file(dropins + "shipped_1.0.0.jar", "of nothing in lib")
                .toZip(folder);

        assertThatThrownBy(() -> open(zip, Product.API_MANAGER, false))
                .isInstanceOf(PackException.class)
                .hasMessageContaining("this WSO2 API Manager has been started")
                .hasMessageContaining(dropins + "mysql_connector_java_5.1.36_bin_1.0.0.jar");
        try (Pack pack = open(zip, Product.API_MANAGER, true)) {
            assertThat(pack.leftovers())
                    .containsExactlyInAnyOrder(
                            dropins + "mysql_connector_java_5.1.36_bin_1.0.0.jar", dropins + "own_ext_1.0.0.jar");
        }
    }

    @Test
    void aScriptThatStartsTheServerAndHasTheLineEndsOfWindowsIsRefusedInTheMachinesWords() throws IOException {
        Path zip = SmallPack.changed()
                .file("bin/wso2server.sh", "#!/bin/sh\r\nexec java\r\n")
                .toZip(folder);

        assertThatThrownBy(() -> open(zip, Product.API_MANAGER, false))
                .isInstanceOf(PackException.class)
                .hasMessage(
                        zip + ": bin/wso2server.sh: line 1 ends as on Windows, with CR LF, and the machine would say"
                                + " \"/bin/sh^M: bad interpreter: No such file or directory\"; give the script the line ends of"
                                + " Unix (dos2unix, or *.sh text eol=lf in .gitattributes), or take the pack as it was"
                                + " downloaded");
    }

    @Test
    void aSampleScriptWithTheLineEndsOfWindowsIsOnlyTold() throws IOException {
        Path zip = SmallPack.changed()
                .file("samples/run.sh", "#!/bin/sh\necho a\r\n")
                .file("bin/wso2server.bat", "@echo off\r\n")
                .toZip(folder);

        try (Pack pack = open(zip, Product.API_MANAGER, false)) {
            assertThat(pack.remarks()).singleElement().asString().contains("samples/run.sh: line 2 ends as on Windows");
        }
    }

    @Test
    void aPackThatWasPackedOnAMacIsThePackWithOneLine() throws IOException {
        Path zip = SmallPack.changed().file(".DS_Store", "view").toZip(folder);
        try (FileSystem files = FileSystems.newFileSystem(zip)) {
            Files.createDirectory(files.getPath("__MACOSX"));
            Files.writeString(files.getPath("__MACOSX/._wso2am-1.9.0"), "fork");
        }

        try (Pack pack = open(zip, Product.API_MANAGER, false)) {
            assertThat(pack.root()).isEqualTo("wso2am-1.9.0");
            assertThat(pack.has(".DS_Store")).isFalse();
            assertThat(pack.remarks()).singleElement().asString().contains("3 entries are left out that macOS");
        }
    }

    @Test
    @Needs(Need.REAL_PACKS)
    void theRealPackAsItIsShippedHasNotBeenStarted() throws IOException {
        try (Pack pack = open(RealShapePack.scale(0.01).zip(), Product.API_MANAGER, false)) {
            assertThat(pack.leftovers()).isEmpty();
        }
    }

    @Test
    void theNodesDifferOnlyInFoldersThatComeLast() throws IOException {
        try (Pack pack = open(SmallPack.zip(folder), Product.API_MANAGER, false)) {
            assertThat(pack.isConfiguration("wso2am-1.9.0/repository/conf/carbon.xml"))
                    .isTrue();
            assertThat(pack.isConfiguration("wso2am-1.9.0/bin/wso2server.sh")).isTrue();
            assertThat(pack.isConfiguration("wso2am-1.9.0/repository/components/plugins/a.jar"))
                    .isFalse();
            assertThat(pack.isConfiguration("wso2am-1.9.0/binary.txt")).isFalse();
        }
    }

    private Path started() throws IOException {
        return SmallPack.changed()
                .file("wso2carbon.pid", "4711")
                .file("repository/logs/wso2carbon.log", "started")
                .folder("tmp/work")
                .file("tmp/work/cache.bin", "cache")
                .folder("repository/components/patches/patch0000")
                .file("repository/components/patches/patch0000/saved.jar", "saved")
                .folder("repository/components/default/configuration/org.eclipse.osgi")
                .file("repository/components/default/configuration/org.eclipse.osgi/.manager", "cache")
                .file("velocity.log", "log")
                .file("repository/deployment/server/webapps/oauth2.war", "war")
                .folder("repository/deployment/server/webapps/oauth2")
                .file("repository/deployment/server/webapps/oauth2/index.html", "exploded")
                .file("repository/database/WSO2CARBON_DB.h2.db", "shipped")
                .toZip(folder);
    }

    private Pack open(Path file, Product product, boolean clean) throws IOException {
        SourceArchive archive = SourceArchive.open(file, SourceOptions.cachingIn(folder.resolve("cache")));
        try {
            return Pack.of(product, file, archive, clean);
        } catch (RuntimeException | IOException problem) {
            archive.close();
            throw problem;
        }
    }
}
