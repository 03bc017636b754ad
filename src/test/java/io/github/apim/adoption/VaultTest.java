package io.github.apim.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets come back from what is written of them as they were, read by Maven itself. */
class VaultTest {

    @TempDir
    Path folder;

    private final Vault vault = new Vault();

    private AdoptedSettings written() throws IOException {
        Path file = Files.writeString(folder.resolve("settings.xml"), vault.settings());
        return AdoptedSettings.of(file, vault.environment());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "a<&>b", "]]>", "a b", "it's \"quoted\"", "$5", "$$", "Grüße", "a{b", "a}b{", "-->"})
    void whatMavenLeavesAloneIsAServer(String password) throws IOException {
        String id = vault.server("apim-db", "apim", password, "box");

        assertThat(vault.reference(id)).isEqualTo("apim-db");
        assertThat(written().credentials(id)).contains(new Credentials("apim", new Secret(password)));
        assertThat(vault.notes()).isEmpty();
        assertThat(vault.environment()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a${user.home}b",
                "${x}",
                "$${x}",
                "{abc=}",
                "a{b}c",
                "a\\{b\\}",
                " before",
                "behind ",
                "it's ${a}"
            })
    void whatItWouldChangeIsTakenFromTheEnvironment(String password) throws IOException {
        String id = vault.server("apim-db", "apim", password, "box");
        String reference = vault.reference(id);

        assertThat(reference).isEqualTo("{ username: apim, password: \"${env.APIM_ADOPTED_SECRET_1}\" }");
        assertThat(vault.settings()).doesNotContain("<server>", "APIM_ADOPTED", password);
        assertThat(written().property("env.APIM_ADOPTED_SECRET_1")).contains(password);
        assertThat(vault.lookup("env.APIM_ADOPTED_SECRET_1")).contains(password);
        assertThat(vault.notes()).singleElement().asString().contains("'. ./adopted-environment.sh'");
    }

    @Test
    void aUserThatMavenWouldChangeStandsInTheDescriptor() throws IOException {
        String id = vault.server("apim-db", "${user.name}", "plain", "box");

        assertThat(vault.reference(id))
                .isEqualTo("{ username: \"$${user.name}\", password: \"${apim.adopted.secret.1}\" }");
        assertThat(written().property("apim.adopted.secret.1")).contains("plain");
    }

    @Test
    void singleValuesAreTreatedAlike() throws IOException {
        assertThat(vault.property("one & two")).isEqualTo("apim.adopted.secret.1");
        assertThat(vault.property("a${b}")).isEqualTo("env.APIM_ADOPTED_SECRET_2");

        assertThat(written().property("apim.adopted.secret.1")).contains("one & two");
        assertThat(written().property("env.APIM_ADOPTED_SECRET_2")).contains("a${b}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "$secret{db_password}", "secretAlias:db"})
    void aPasswordThatNoHomeSaysIsToBeFilledIn(String said) {
        String id = vault.server("apim-db", "apim", said, "box/master-datasources.xml:12");

        assertThat(vault.credentials(id).map(Credentials::password).map(Secret::reveal))
                .hasValueSatisfying(password -> assertThat(password).startsWith("unknown-apim-db"));
        assertThat(vault.notes())
                .singleElement()
                .asString()
                .startsWith("no home says the password of apim-db (box/master-datasources.xml:12")
                .contains("write it into adopted-settings.xml");
        assertThat(vault.known().occurIn("unknown-apim-db")).isFalse();
    }

    @Test
    void itIsCalledAsTheServersCallIt() {
        vault.server("apim-db", "apim", "$secret{db_password}", "box");
        vault.server("apim-svn", "svn", "secretAlias:Svn.Password", "box");

        assertThat(vault.settings())
                .contains("<password>unknown-apim-db-db_password</password>")
                .contains("<password>unknown-apim-svn-Svn.Password</password>");
    }

    @Test
    void theSameIsToldOnce() {
        assertThat(vault.server("apim-db", "", "", "box")).isEqualTo(vault.server("apim-db", "", "", "box"));
        assertThat(vault.credentials("apim-db").map(Credentials::username)).isEqualTo(Optional.of("unknown"));
        assertThat(vault.notes()).hasSize(1);
    }
}
