package io.github.apim.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Secret;
import io.github.apim.deployment.UserStore;
import io.github.apim.edit.XmlElement;
import io.github.apim.testing.UserStoreFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong with the file of a user store, and what of it may show. */
class UserStoreReaderTest {

    private static final String KEY = "user-store: { file: user-stores/ad.xml, credentials: apim-ad }\n";

    @TempDir
    Path folder;

    private Descriptors descriptors;

    @BeforeEach
    void start() {
        descriptors = new Descriptors(folder).property("env.LDAP", "ldaps://hidden");
    }

    private List<String> problems(String key) {
        return catchThrowableOfType(DeploymentException.class, () -> descriptors.read(Descriptors.SHORTEST + key))
                .problems()
                .stream()
                .map(problem -> problem.toString().substring(folder.toString().length() + 1))
                .toList();
    }

    @Test
    void whatMustNotShowIsKnownAndHidden() throws IOException {
        UserStoreFile.in(folder, """
                <UserStoreManager class="org.example.Store">
                    <Property name="ConnectionURL">${env.LDAP}</Property>
                    <Property name="ConnectionName">${credentials.username}</Property>
                    <Property name="ConnectionPassword">${credentials.password}</Property>
                    <Property name="Literal">$${not.replaced}</Property>
                </UserStoreManager>
                """);

        ReadResult read = descriptors.read(Descriptors.SHORTEST + KEY);
        UserStore store = read.deployment().userStore().orElseThrow();

        assertThat(read.warnings()).isEmpty();
        assertThat(store.element().children())
                .extracting(XmlElement::text)
                .containsExactly("ldaps://hidden", "cn=apim", "ad-secret", "${not.replaced}");
        assertThat(store.shown().children())
                .extracting(XmlElement::text)
                .containsExactly(Secret.MASK, "cn=apim", Secret.MASK, "${not.replaced}");
        assertThat(store.secrets()).extracting(Secret::reveal).containsExactly("ldaps://hidden", "ad-secret");
        assertThat(store).hasToString(folder.resolve(UserStoreFile.NAME).toString());
    }

    @Test
    void aPasswordInTheFileIsAWarningAndHiddenAllTheSame() throws IOException {
        UserStoreFile.in(folder, """
                <UserStoreManager class="org.example.Store">
                    <Property name="ConnectionPassword">hunter2</Property>
                </UserStoreManager>
                """);

        ReadResult read = descriptors.read(Descriptors.SHORTEST + "user-store: { file: user-stores/ad.xml }\n");

        assertThat(read.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.toString())
                    .contains("ad.xml:2:1: ", "a password in this file")
                    .doesNotContain("hunter2");
        });
        assertThat(read.deployment().userStore().orElseThrow().secrets())
                .extracting(Secret::reveal)
                .containsExactly("hunter2");
    }

    @Test
    void aPlaceholderWithoutAValueIsToldWithItsLine() throws IOException {
        UserStoreFile.in(folder);

        assertThat(problems("user-store: { file: user-stores/ad.xml }\n"))
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).startsWith("user-stores/ad.xml:"))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("ad.xml:6:1: user-store.file: property 'credentials.password' is not set"));
    }

    @Test
    void whatIsNoUserStoreIsToldWithItsPlace() throws IOException {
        assertThat(problems("user-store: { file: none.xml }\n"))
                .singleElement()
                .asString()
                .contains("deployment.yaml:9:21: user-store.file: there is no file");
        UserStoreFile.in(folder, "<UserManager/>");
        assertThat(problems(KEY)).singleElement().asString().contains("ad.xml:1:1: ", "found <UserManager>");
        UserStoreFile.in(
                folder, "<UserStoreManager class='a'>\n<Property name='a'>x & y</Property>\n</UserStoreManager>");
        assertThat(problems(KEY)).singleElement().asString().contains("ad.xml:2:", "no well-formed XML");
        UserStoreFile.in(folder, "<UserStoreManager class='a'>text<Property name='a'/></UserStoreManager>");
        assertThat(problems(KEY)).singleElement().asString().contains("both a text and elements");
        UserStoreFile.in(
                folder,
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
                        + "<UserStoreManager class='a'><Property name='a'>&e;</Property></UserStoreManager>");
        assertThat(problems(KEY))
                .singleElement()
                .asString()
                .contains("no well-formed XML")
                .doesNotContain("root:");
    }
}
