package io.github.apim.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.assembly.diff.Lines;
import io.github.apim.deployment.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {

    private static final String SECRET = "p<&>'\"=:ä $x";

    private final Masking masking = Masking.of(List.of(new Secret(SECRET)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p<&>'\"=:ä $x",
                "p&lt;&amp;&gt;'\"=:ä $x",
                "p&lt;&amp;&gt;&apos;&quot;=:&#228; $x",
                "p&#60;&#x26;>'\"=:&#xE4; $x",
                "p<&>'\\\"=:\\u00e4 $x",
                "p<&>'\"\\=\\:\\u00E4\\ $x",
                "p<&>'\\''\"=:ä $x",
                "p\\<\\&\\>\\'\\\"=:ä\\ \\$x",
                "p%3C%26%3E%27%22%3D%3a%C3%A4%20%24x",
                "p%3C%26%3E%27%22%3D%3a%C3%A4+%24x"
            })
    void everySpellingOfAPasswordIsHidden(String spelling) {
        assertThat(masking.known(List.of("a " + Lines.raw(spelling) + " b"))).containsExactly("a ******** b");
        assertThat(masking.known(List.of("a " + spelling + " b"))).containsExactly("a ******** b");
    }

    @Test
    void base64IsHiddenToo() {
        String base64 = Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));

        assertThat(masking.known(List.of("<p>" + base64 + "</p>"))).containsExactly("<p>********</p>");
    }

    @Test
    void aPasswordThatIsPartOfAnotherDoesNotGiveItAway() {
        Masking both = Masking.of(List.of(new Secret("abc"), new Secret("abcdef")));

        assertThat(both.known(List.of("abcdef abc"))).containsExactly("******** ********");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Password>hidden</Password>",
                "<svns:SvnPassword a='b'>hidden</svns:SvnPassword>",
                "<x keystorePass='1' keystorePassword=\"hidden\" other=\"shown\"/>",
                "<x password = 'hidden'/>",
                "<Connector truststorePass=\"hidden\" port=\"shown\"/>",
                "<Property name=\"ConnectionPassword\">hidden</Property>",
                "<property name=\"password\" value=\"hidden\"/>",
                "\"keyStorePassword\" : \"hidden\", // shown",
                "db.password = hidden",
                "export DB_PASSWORD=hidden",
                "jdbc:mysql://host/db?user=shown&password=hidden&x=shown",
                "https://shown:hidden@host/shown",
                "<secretKey>hidden</secretKey>",
                "<AccessToken>hidden</AccessToken>",
                "password.of.operator = hidden",
                "passwords=hidden",
                "client_secret2 = hidden",
                "\"tokenValue\" : \"hidden\""
            })
    void whatStandsWhereAPasswordDoesIsHiddenWhoeverPutItThere(String line) {
        String masked = masking.all(List.of(line)).get(0);

        assertThat(masked).contains("********").doesNotContain("hidden");
        assertThat(masked.split("shown", -1)).hasSameSizeAs(line.split("shown", -1));
    }

    /** The words of 1.9.0's identity.xml and others that speak of a token or a password without being one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<x bypass=\"shown\" keystorePassive=\"shown\"/>",
                "<IDTokenIssuerID>https://shown:9443/oauth2endpoints/token</IDTokenIssuerID>",
                "<AccessTokenUrl>https://shown:9443/oauth/access-token</AccessTokenUrl>",
                "<UserAccessTokenDefaultValidityPeriod>shown</UserAccessTokenDefaultValidityPeriod>",
                "<Property name=\"PasswordJavaRegEx\">shown</Property>",
                "<Parameter name=\"TokenEndpoint\" value=\"shown\"/>",
                "\"tokenEndpointURI\" : \"http://shown/token\"",
                "passwordExpiryDays = shown",
                "allow_credentials = false",
                "<StoreSaltedPassword>true</StoreSaltedPassword>",
                "<x validateToken=\"TRUE\"/>",
                "https://host/?tokenType=shown"
            })
    void whatOnlySpeaksOfAPasswordIsShown(String line) {
        assertThat(masking.all(List.of(line))).containsExactly(line);
    }

    @Test
    void aValueOnAnotherLineThanItsNameIsHiddenAndTheLinesStay() {
        List<String> masked = masking.all(List.of(
                "<name>javax.jdo.option.ConnectionPassword</name>", "  <value>hidden</value>", "<value>shown</value>"));

        assertThat(masked)
                .containsExactly(
                        "<name>javax.jdo.option.ConnectionPassword</name>",
                        "  <value>********</value>",
                        "<value>shown</value>");
    }

    @Test
    void aMissingEndOfTheLastLineIsKept() {
        List<String> lines = Lines.of("a\npassword=hidden".getBytes(StandardCharsets.UTF_8));

        assertThat(masking.all(lines)).containsExactly("a", "password=********\n\\ No newline at end of file");
    }
}
