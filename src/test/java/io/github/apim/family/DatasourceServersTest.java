package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestJars;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The datasources of nodes whose databases are of each kind, on one server or on several. */
class DatasourceServersTest {

    private static final String FILE = "repository/conf/datasources/master-datasources.xml";
    private static final String HEAD = """
            packs: { api-manager: "PACK" }
            databases:
              url: "%s"
              driver: driver.jar
              credentials: apim-db
              schemas: { %s }
            nodes:
              pub: { role: all-in-one, host: pub.internal }
            """;

    @TempDir
    Path folder;

    /** @param driverClass for which the driver's jar has a class for Java 7 */
    private TestDeployment deployment(String url, String driverClass, String schemas) throws IOException {
        String entry = driverClass.replace('.', '/') + ".class";
        byte[] head = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 51};
        TestJars.jar(folder.resolve("driver.jar"), entry, head);
        Path pack = SmallPack.changed()
                .file("dbscripts/oracle.sql", "-- users, registry\n")
                .file("dbscripts/apimgt/oracle.sql", "-- APIs\n")
                .file("dbscripts/mssql.sql", "-- users, registry\n")
                .file("dbscripts/apimgt/mssql.sql", "-- APIs\n")
                .toZip(folder.resolve("pack"));
        return TestDeployment.in(folder, pack, HEAD.formatted(url, schemas)).knowing("reg", "reguser", "reg<secret>");
    }

    private static String value(NodeHome home, String datasource, String key) {
        return home.value(
                FILE,
                "/datasources-configuration/datasources/datasource[name='" + datasource + "']/definition/configuration/"
                        + key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://db | org.postgresql.Driver | jdbc:postgresql://db/regdb | apimuser | SELECT 1",
                "jdbc:oracle:thin:@db:1521/APIM | oracle.jdbc.OracleDriver | jdbc:oracle:thin:@db:1521/APIM | regdb |"
                        + " SELECT 1 FROM DUAL",
                "jdbc:sqlserver://db:1433 | com.microsoft.sqlserver.jdbc.SQLServerDriver |"
                        + " jdbc:sqlserver://db:1433;databaseName=regdb | apimuser | SELECT 1",
                "jdbc:mysql://h1,h2 | com.mysql.jdbc.Driver | jdbc:mysql://h1,h2/regdb | apimuser | SELECT 1"
            })
    void eachKindOfServerHasItsUrlItsDriverAndItsQuestion(
            String server, String driver, String url, String user, String query) throws IOException {
        NodeHome home = deployment(server, driver, "registry: regdb").assemble().get("pub");

        assertThat(value(home, "WSO2REG_DB", "url")).isEqualTo(url);
        assertThat(value(home, "WSO2REG_DB", "username")).isEqualTo(user);
        assertThat(value(home, "WSO2REG_DB", "driverClassName")).isEqualTo(driver);
        assertThat(value(home, "WSO2REG_DB", "validationQuery")).isEqualTo(query);
        // The one that is shipped is led elsewhere, and asked in the same way.
        assertThat(value(home, "WSO2AM_DB", "driverClassName")).isEqualTo(driver);
        assertThat(value(home, "WSO2AM_DB", "validationQuery")).isEqualTo(query);
        // The local registry stays as it was shipped.
        assertThat(value(home, "WSO2_CARBON_DB", "url")).startsWith("jdbc:h2:");
        assertThat(value(home, "WSO2_CARBON_DB", "validationQuery")).isEqualTo("SELECT 1");
    }

    @Test
    void aSchemaWithAServerAndUserOfItsOwnIsReachedThereByAllThatNamesIt() throws IOException {
        NodeHome home = deployment(
                        "jdbc:mysql://db:3306",
                        "com.mysql.jdbc.Driver",
                        "registry: { name: reg, url: \"jdbc:mysql://reg:3307\", credentials: reg }")
                .assemble()
                .get("pub");

        assertThat(value(home, "WSO2REG_DB", "url")).isEqualTo("jdbc:mysql://reg:3307/reg");
        assertThat(value(home, "WSO2REG_DB", "username")).isEqualTo("reguser");
        assertThat(value(home, "WSO2REG_DB", "password")).isEqualTo("reg<secret>");
        assertThat(value(home, "WSO2UM_DB", "url")).isEqualTo("jdbc:mysql://db:3306/userdb");
        assertThat(value(home, "WSO2UM_DB", "username")).isEqualTo("apimuser");
        assertThat(home.value("repository/conf/registry.xml", "/wso2registry/remoteInstance[id='gov']/cacheId"))
                .isEqualTo("reguser@jdbc:mysql://reg:3307/reg");
    }

    @Test
    void aDriverWithoutTheClassIsToldWithOneThatHasIt() throws IOException {
        TestDeployment deployment = deployment("jdbc:postgresql://db", "com.mysql.jdbc.Driver", "registry: regdb");

        assertThatThrownBy(deployment::assemble)
                .hasMessageContaining("does not hold org.postgresql.Driver")
                .hasMessageContaining("for PostgreSQL org.postgresql:postgresql:42.2");
    }
}
