package io.github.apim.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.RealPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which script fills which database. */
class SchemaScriptFactsTest {

    private static ProductVersion apiManager(String version) {
        return new ProductVersion(Product.API_MANAGER, version);
    }

    @ParameterizedTest
    @CsvSource({
        "1.9.0, API_MANAGER, MYSQL, 5.7.44, dbscripts/apimgt/mysql.sql",
        "1.10.0, USERS_AND_REGISTRY, MYSQL, 8.0.36, dbscripts/mysql.sql",
        "1.9.0, USERS_AND_REGISTRY, MARIADB, '', dbscripts/mysql.sql",
        "1.9.0, API_MANAGER, POSTGRESQL, 15.6, dbscripts/apimgt/postgresql.sql",
        "1.9.1, USERS_AND_REGISTRY, ORACLE, '', dbscripts/oracle.sql",
        "2.6.0, API_MANAGER, SQL_SERVER, '', dbscripts/apimgt/mssql.sql",
        "2.0.0, API_MANAGER, MYSQL, '', dbscripts/apimgt/mysql5.7.sql",
        "2.1.0, USERS_AND_REGISTRY, MYSQL, 5.7.44-log, dbscripts/mysql5.7.sql",
        "2.2.0, USERS_AND_REGISTRY, MYSQL, 8.0.36, dbscripts/mysql5.7.sql",
        "2.5.0, USERS_AND_REGISTRY, MYSQL, 5.6.51-log, dbscripts/mysql.sql",
        "2.6.0, API_MANAGER, MYSQL, 5.5.62, dbscripts/apimgt/mysql.sql",
        "2.6.0, API_MANAGER, MYSQL, 5.60.1, dbscripts/apimgt/mysql5.7.sql",
        "2.6.0, API_MANAGER, MARIADB, 10.11.6-MariaDB, dbscripts/apimgt/mysql.sql"
    })
    void aScriptIsChosenByVersionContentAndServer(
            String version, SchemaContent content, DatabaseKind kind, String server, String path) {
        assertThat(SchemaScriptFacts.script(apiManager(version), content, kind, server))
                .isEqualTo(path);
    }

    @Test
    void identityServersScriptsHaveNoVariants() {
        ProductVersion identityServer = new ProductVersion(Product.IDENTITY_SERVER, "5.0.0");

        assertThat(SchemaScriptFacts.scripts(identityServer, SchemaContent.USERS_AND_REGISTRY, DatabaseKind.MYSQL))
                .extracting(SchemaScriptFacts.Script::path)
                .containsExactly("dbscripts/mysql.sql");
    }

    /** Their listings name every file, also those that are not at hand. */
    @Needs(Need.REAL_PACKS)
    @ParameterizedTest
    @ValueSource(strings = {"1.9.0", "2.0.0", "2.1.0", "2.5.0", "2.6.0"})
    void everyScriptIsInTheRealPack(String version) throws IOException {
        Path file = RealPacks.folder().resolve("wso2am-" + version + ".listing.tsv");
        String listing = Files.readString(file);

        for (SchemaContent content : SchemaContent.values()) {
            for (DatabaseKind kind : DatabaseKind.values()) {
                assertThat(SchemaScriptFacts.scripts(apiManager(version), content, kind))
                        .isNotEmpty()
                        .allSatisfy(script -> assertThat(listing)
                                .as("%s of %s", script, version)
                                .contains("\twso2am-" + version + "/" + script.path() + "\n"));
            }
        }
    }
}
