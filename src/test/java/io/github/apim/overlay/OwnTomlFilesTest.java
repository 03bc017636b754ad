package io.github.apim.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.apim.archive.SourceArchive;
import io.github.apim.archive.SourceOptions;
import io.github.apim.edit.TomlFile;
import io.github.apim.overlay.Disagreement.Kind;
import io.github.apim.product.Pack;
import io.github.apim.product.Product;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an overlay sets in a TOML file of the user's, and what the user is told of it. */
class OwnTomlFilesTest {

    private static final String TOML = "repository/conf/deployment.toml";

    @TempDir
    Path folder;

    private Pack pack;
    private Path own;

    @BeforeEach
    void openPack() throws IOException {
        Path zip = TestPacks.SMALL.zip();
        SourceArchive archive = SourceArchive.open(zip, SourceOptions.cachingIn(folder.resolve("cache")));
        pack = Pack.of(Product.API_MANAGER, zip, archive, true);
        own = folder.resolve("deployment.toml");
        Files.writeString(own, "[server]\nhostname = \"mine\" # c\n#offset = 0\n");
    }

    @AfterEach
    void closePack() throws IOException {
        pack.close();
    }

    private NodeFiles files(Set<String> left) throws IOException {
        NodeFiles files = new NodeFiles(pack, new SharedFiles(left, Set.of()));
        files.bring(TOML, 0644, UserFile.of(own, true));
        return files;
    }

    private void overlay(NodeFiles files, UnaryOperator<TomlFile> edit) throws IOException {
        files.begin(new Overlay() {
            @Override
            public String name() {
                return "server";
            }

            @Override
            public void apply(NodeContext context, NodeFiles changed) {}
        });
        files.toml(TOML, edit);
    }

    @Test
    void valuesAreSetInItAndThoseOfTheUserAreTold() throws IOException {
        NodeFiles files = files(Set.of());

        overlay(files, toml -> toml.set("server.hostname", "gw").set("server.offset", "3"));

        assertThat(new String(files.read(TOML), StandardCharsets.UTF_8))
                .isEqualTo("[server]\nhostname = \"gw\" # c\noffset = 3\n");
        assertThat(files.shared().disagreements(pack)).singleElement().satisfies(told -> {
            assertThat(told.kind()).isEqualTo(Kind.SET);
            assertThat(told.place()).isEqualTo("server.hostname");
            assertThat(told.location().line()).isEqualTo(2);
            assertThat(told.users()).isEqualTo(Optional.of("mine"));
            assertThat(told.plugins()).isEqualTo(Optional.of("gw"));
        });
    }

    @Test
    void oneThatStaysAsItIsIsToldOfValueByValue() throws IOException {
        NodeFiles files = files(Set.of(TOML));

        overlay(files, toml -> toml.set("server.hostname", "gw").set("server.offset", "3"));

        assertThat(files.read(TOML)).isEqualTo(Files.readAllBytes(own));
        assertThat(files.shared().disagreements(pack))
                .extracting(Disagreement::kind, Disagreement::place)
                .containsExactly(tuple(Kind.AS_IS, "server.hostname"), tuple(Kind.AS_IS, "server.offset"));
    }

    @Test
    void allThatCannotBeSetIsToldAtOnceWithTheLinesOfTheUsersFile() throws IOException {
        NodeFiles files = files(Set.of());

        overlay(
                files,
                toml -> toml.set("server.node_ip", "1")
                        .set("server.hostname.x", "1")
                        .set("server", "1"));

        assertThat(files.shared().takeFailures())
                .extracting(Throwable::getMessage)
                .isEqualTo(List.of(
                        own + ":2: server.hostname.x: server.hostname is a string, in which nothing can stand",
                        own + ":1: server: this is a table, not a single value"));
    }
}
