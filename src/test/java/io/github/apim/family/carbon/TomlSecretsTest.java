package io.github.apim.family.carbon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.edit.TomlFile;
import io.github.apim.family.HeldFiles;
import io.github.apim.product.Catalogue;
import io.github.apim.product.Product;
import io.github.apim.product.ProductVersion;
import io.github.apim.product.VaultFact;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TomlSecretsTest {

    private static final VaultFact FACT = Catalogue.of(new ProductVersion(Product.API_MANAGER, "4.1.0"))
            .vault()
            .orElseThrow();

    private static final String PATH = FACT.keyStore().file();

    private static ProtectedPlaces places(String toml) {
        return TomlSecrets.places(
                FACT,
                new HeldFiles(new TreeMap<>(Map.of(PATH, toml.getBytes(StandardCharsets.UTF_8))), Set.of(PATH)),
                Set.of());
    }

    @Test
    void eachSecretHasAnAliasOfItsOwn() {
        ProtectedPlaces places = places("""
                [mail.smtp_in]
                password = "one"
                [mail.smtp-in]
                password = "two"
                [database.shared_db]
                password = "three"
                [super_admin]
                password = "$secret{database_shared_db_password}"
                [secrets]
                database_shared_db_password = "encrypted before"
                """);

        assertThat(places.found().stream()
                        .collect(Collectors.toMap(
                                ProtectedPlaces.Found::alias,
                                found -> found.secret().reveal())))
                .containsOnly(
                        Map.entry("mail_smtp_in_password", "one"),
                        Map.entry("mail_smtp_in_password_2", "two"),
                        Map.entry("database_shared_db_password_2", "three"));
        TomlFile changed = TomlFile.parse(PATH, places.files().get(PATH));
        assertThat(changed.text("super_admin.password")).isEqualTo("$secret{database_shared_db_password}");
        assertThat(changed.text("database.shared_db.password")).isEqualTo("$secret{database_shared_db_password_2}");
        assertThat(changed.text("secrets.database_shared_db_password")).isEqualTo("encrypted before");
    }
}
