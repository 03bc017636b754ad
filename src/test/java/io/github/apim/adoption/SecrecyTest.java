package io.github.apim.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a home's values is left to settings.xml. */
class SecrecyTest {

    private final Vault vault = new Vault();
    private final Secrecy secrecy = new Secrecy(vault);

    @ParameterizedTest
    @CsvSource({
        "/Server/Security/KeyStore/Password, x1",
        "/Server/Service/Connector[@port='9443']/@keystorePass, x1",
        "/Server/Service/Connector/@truststorePass, x1",
        "/a/property[@name='ConnectionPassword'], x1",
        "/a/property[@name='password']/@value, x1",
        "/a/param[name='clientSecret']/value, x1",
        "database.apim_db.password, x1",
        "secrets.any_name, x1",
        "/a/url, jdbc:mysql://db:3306/x?user=a&password=x1",
        "/a/url, jdbc:sqlserver://db;databaseName=x;password=x1",
        "/a/url, http://user:x1@svn.internal/repos",
        "jvm, -Djavax.net.ssl.trustStorePassword=x1",
        "/b, '\"clientSecret\": \"x1\"'"
    })
    void secretsAreKnownByTheirPlacesAndByWhatStandsBesideThem(String place, String value) {
        assertThat(secrecy.isSecret(place, value)).isTrue();
        assertThat(secrecy.yaml(place, value)).isEqualTo("\"${apim.adopted.secret.1}\"");
        assertThat(vault.lookup("apim.adopted.secret.1")).contains(value);
    }

    @ParameterizedTest
    @CsvSource({
        "/Server/HostName, gw.internal",
        "/Server/Service/Connector/@bypass, x1",
        "/a/AccessTokenUrl, https://km:9443/token",
        "/a/url, jdbc:mysql://db:3306/x?autoReconnect=true",
        "/a/password, password",
        "/a/password, $secret{db}",
        "/a/password, ''",
        "/a/@value, x1"
    })
    void theRestStaysInTheDescriptor(String place, String value) {
        assertThat(secrecy.isSecret(place, value)).isFalse();
    }

    @Test
    void whatIsASecretElsewhereIsOneEverywhere() {
        vault.server("apim-db", "apim", "x1-y2", "box");

        assertThat(secrecy.isSecret("/a/b", "the x1-y2 of all")).isTrue();
    }

    @Test
    void anElementKeepsWhatIsNotSecret() {
        assertThat(secrecy.xml("<Connector port=\"9443\" keystorePass=\"x1\"/>"))
                .isEqualTo("\"<Connector port=\\\"9443\\\" keystorePass=\\\"${apim.adopted.secret.1}\\\"/>\"");
        assertThat(secrecy.xml("<a><property name=\"password\" value=\"x2\"/><b>c</b></a>"))
                .contains("value=\\\"${apim.adopted.secret.2}\\\"", "<b>c</b>");
        assertThat(secrecy.xml("<a><svns:password>x3</svns:password><user>c</user></a>"))
                .contains("<svns:password>${apim.adopted.secret.3}</svns:password><user>c</user>");
        assertThat(secrecy.xml("<url>jdbc:mysql://db/x?user=a&amp;password=x4</url>"))
                .isEqualTo("\"<url>${apim.adopted.secret.4}</url>\"");
    }

    @Test
    void anElementIsSecretAsAWholeWhereNoPartOfItSaysSoAlone() {
        String element = "<p><name>password</name><value>x1</value></p>";

        assertThat(secrecy.xml(element)).isEqualTo("\"${apim.adopted.secret.1}\"");
        assertThat(vault.lookup("apim.adopted.secret.1")).contains(element);
    }

    @Test
    void anElementOfTheServersVaultIsNotSecret() {
        assertThat(secrecy.xml("<password svns:secretAlias=\"Db.Password\">password</password>"))
                .contains(">password</password>");
    }

    @Test
    void aPlaceholderOfTheServersIsDoubledOnlyWhereTheDescriptorIsLookedThrough() {
        assertThat(secrecy.xml("<a><home>${carbon.home}</home><password>x${carbon.home}</password></a>"))
                .isEqualTo("\"<a><home>$${carbon.home}</home><password>${env.APIM_ADOPTED_SECRET_1}</password></a>\"");
        assertThat(vault.lookup("env.APIM_ADOPTED_SECRET_1")).contains("x${carbon.home}");
    }

    @Test
    void filesAreSecretThatHoldAPasswordOrAKey() {
        assertThat(secrecy.isSecret("bin/run.sh", bytes("export DB_PASSWORD=x1\n")))
                .isTrue();
        assertThat(secrecy.isSecret("own.jks", bytes("\0"))).isTrue();
        assertThat(secrecy.isSecret("bin/run.sh", bytes("echo hello\n"))).isFalse();
        assertThat(secrecy.isSecret("lib/own.jar", bytes("PK\0password=x1"))).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
