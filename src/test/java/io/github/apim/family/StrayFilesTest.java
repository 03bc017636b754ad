package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.DeploymentException;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other systems, editors and strangers leave among the user's own files. */
class StrayFilesTest {

    private static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            nodes:
              manager: { role: gateway-manager, host: m.internal, address: 10.0.0.10 }
              worker:  { role: gateway-worker,  host: w.internal, address: 10.0.0.11 }
              km:      { role: key-manager,     host: km.internal, address: 10.0.0.13 }
            """;

    private static final String CONF = "overlays/all/repository/conf/";

    @TempDir
    Path folder;

    private TestDeployment deployment;

    @BeforeEach
    void makeDeployment() throws IOException {
        deployment = TestDeployment.in(folder, TestPacks.SMALL.zip(), DESCRIPTOR);
    }

    @Test
    void whatEditorsAndDesktopsLeaveStaysOut() throws IOException {
        write(CONF + "mine.xml", "<mine/>");
        for (String name : new String[] {
            ".mine.xml.swp",
            "mine.swp",
            "Thumbs.db",
            "desktop.ini",
            "Desktop.ini",
            "mine.xml.orig",
            "mine.xml.rej",
            ".DS_Store",
            "._mine.xml"
        }) {
            write(CONF + name, "stray");
        }
        write("overlays/all/__MACOSX/repository/._conf", "fork");
        write("overlays/all/repository/empty/.gitkeep", "");

        NodeHome worker = deployment.assemble().get("worker");

        assertThat(worker.filePaths())
                .filteredOn(path -> path.contains("mine")
                        || path.contains("MAC")
                        || path.endsWith(".ini")
                        || path.endsWith("Thumbs.db")
                        || path.contains("DS_Store")
                        || path.contains("gitkeep"))
                .containsExactly("repository/conf/mine.xml");
        assertThat(worker.has("repository/empty")).isTrue();
    }

    @Test
    void aScriptWithTheLineEndsOfWindowsIsRefusedInTheMachinesWords() throws IOException {
        Path script = write("overlays/all/bin/mine.sh", "#!/bin/bash\r\nexit 0\r\n");
        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(
                        script + ":1:1: nodes.manager, nodes.worker, nodes.km: line 1 ends as on Windows, with"
                                + " CR LF, and the machine would say"
                                + " \"/bin/bash^M: bad interpreter: No such file or directory\"");

        write("overlays/all/bin/mine.sh", "# no interpreter\nexit 0\r\n");
        assertThatThrownBy(deployment::assemble)
                .hasMessageContaining(script + ":1:1: ")
                .hasMessageContaining(": line 2 ends as on Windows")
                .hasMessageContaining("\": not found\"");

        write("overlays/all/bin/mine.sh", "exit 0\n");
        Path tool = write("overlays/all/bin/tool", "#!/usr/bin/env python3\r\n");
        assertThatThrownBy(deployment::assemble)
                .hasMessageContaining(tool + ":1:1: ")
                .hasMessageContaining(": line 1 ends as on Windows")
                .hasMessageContaining("/usr/bin/env python3^M: bad interpreter");
    }

    @Test
    void otherTextsAndWhatAScriptCarriesMayHaveTheLineEndsOfWindows() throws IOException {
        write(CONF + "mine.xml", "<mine/>\r\n");
        write("overlays/all/bin/mine.bat", "@echo off\r\n");
        write("overlays/all/bin/tool", "#!/usr/bin/python3\nprint(1)\r\n");
        write("overlays/all/bin/install.sh", "#!/bin/sh\nexit 0\n\0\1\2\r\n");

        assertThat(deployment.assemble().get("worker").text("bin/mine.bat")).isEqualTo("@echo off\r\n");
    }

    @Test
    void aLinkThatLeadsOutOfTheFolderIsTold() throws IOException {
        Path outside = write("elsewhere/settings.xml", "<settings/>");
        write(CONF + "own.xml", "<own/>");
        Path link = folder.resolve(CONF + "mine.xml");
        Files.createSymbolicLink(link, outside);
        Files.createSymbolicLink(folder.resolve(CONF + "same.xml"), Path.of("own.xml"));
        Path tree = folder.resolve(CONF + "tree");
        Files.createSymbolicLink(tree, folder.resolve("elsewhere"));

        NodeHome worker = deployment.assemble().get("worker");

        assertThat(worker.text("repository/conf/mine.xml")).isEqualTo("<settings/>");
        assertThat(deployment.warnings())
                .contains("manager, worker, km: " + link + " is a link to " + outside.toRealPath()
                        + ", which is outside of "
                        + folder.resolve("overlays/all")
                        + "; its content goes into the tarball. Copy the file, or remove the link if it is not yours")
                .anyMatch(warning -> warning.contains(tree + " is a link to "))
                .noneMatch(warning -> warning.contains("same.xml"))
                .noneMatch(warning -> warning.contains("tree/settings.xml"));
    }

    @Test
    void aHugeFileThatWouldBeReadIsRefusedWithItsNameAndItsSize() throws IOException {
        Path huge = write(CONF + "huge.xml", "<huge/>");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(1L << 31);
        }

        assertThatThrownBy(deployment::validate)
                .isInstanceOf(IOException.class)
                .hasMessage(huge + ": has 2147483648 bytes; a file that is edited or checked may have at most 67108864."
                        + " Take it away or make it smaller");
    }

    private Path write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
