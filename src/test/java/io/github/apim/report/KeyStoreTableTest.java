package io.github.apim.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.companion.CompanionContext;
import io.github.apim.descriptor.Descriptors;
import io.github.apim.testing.KeyStores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyStoreTableTest {

    private static final String SECTION = """
            key-stores:
              identity: { path: keys/apim.jks, alias: apim, credentials: key-store }
              trust: { path: keys/none.jks, credentials: key-store }
            """;

    @TempDir
    Path folder;

    @Test
    void thePageShowsUntilWhenEachKeyStoreIsValid() throws IOException {
        KeyStores.create(folder.resolve("keys/apim.jks"), "JKS", "store-secret", "apim");

        String page = page(Descriptors.SHORTEST + SECTION);

        assertThat(page)
                .contains("Key stores of the descriptor", "apim.jks", "identity")
                .contains(LocalDate.now(ZoneOffset.UTC).plusDays(100).toString())
                .contains("not there, or not to be opened")
                .doesNotContain("store-secret");
    }

    @Test
    void aDeploymentWithTheKeysOfItsPacksHasNoSuchTable() throws IOException {
        assertThat(page(Descriptors.SHORTEST)).doesNotContain("Key stores of the descriptor");
    }

    private String page(String descriptor) throws IOException {
        CompanionContext context =
                CompanionContext.of(new Descriptors(folder).read(descriptor).deployment(), Map.of());
        return DeploymentPage.html(context, List.of(), List.of());
    }
}
