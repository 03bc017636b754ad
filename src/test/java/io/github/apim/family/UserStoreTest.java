package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.IdentityServerPacks;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.UserStoreFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A directory of one's own as the primary user store of all nodes. */
class UserStoreTest extends IdentityServerHarness {

    private static final String STORE = "/UserManager/Realm/UserStoreManager";
    private static final String KEY = "user-store: { file: user-stores/ad.xml, credentials: apim-ad }\n";

    @Needs
    @ParameterizedTest
    @EnumSource(IdentityServerPacks.class)
    void everyNodeWithUsersLooksForThemInIt(IdentityServerPacks pack) throws IOException {
        UserStoreFile.in(folder);
        Map<String, NodeHome> homes =
                deployment(pack.changed()).with("nodes:\n", KEY + "nodes:\n").assemble();

        assertThat(homes).containsOnlyKeys("is", "manager", "worker", "keys", "pub", "store-1");
        for (NodeHome home : homes.values()) {
            assertThat(home.values(USERS, STORE + "/@class")).containsExactly(UserStoreFile.CLASS);
            assertThat(home.values(USERS, STORE + "/Property/@name"))
                    .containsExactly(
                            "ConnectionURL",
                            "ConnectionName",
                            "ConnectionPassword",
                            "UserNameSearchFilter",
                            "PasswordJavaRegEx");
            assertThat(home.values(USERS, STORE + "/Property"))
                    .containsExactly(
                            "ldaps://ad.internal:636",
                            "cn=apim,dc=example",
                            "ad&<secret",
                            "(&(objectClass=user)(cn=?))",
                            "^[\\S]{5,30}$");
            assertThat(home.values(USERS, "/UserManager/Realm/Configuration/Property[@name='dataSource']"))
                    .containsExactly("jdbc/WSO2UM_DB");
            assertThat(home.values(USERS, "/UserManager/Realm/Configuration/AdminUser/UserName"))
                    .containsExactly("operator");
            assertThat(home.mode(USERS)).isEqualTo(0600);
        }
    }

    @Test
    void aStoreWithoutSecretsNeedsNoMode() throws IOException {
        UserStoreFile.in(
                folder,
                "<UserStoreManager class=\"org.example.Store\"><Property name=\"Url\">a</Property>"
                        + "</UserStoreManager>");
        NodeHome worker = deployment(IdentityServerPacks.SMALL.changed())
                .with("admin: { credentials: apim-admin }\n", "user-store: { file: user-stores/ad.xml }\n")
                .assemble()
                .get("worker");

        assertThat(worker.values(USERS, STORE + "/@class")).containsExactly("org.example.Store");
        assertThat(worker.mode(USERS)).isNotEqualTo(0600);
    }

    @Test
    void aChangedFileIsBuiltAnew() throws IOException {
        UserStoreFile.in(folder);
        TestDeployment deployment =
                deployment(IdentityServerPacks.SMALL.changed()).with("nodes:\n", KEY + "nodes:\n");
        deployment.assemble();
        UserStoreFile.in(
                folder, Files.readString(folder.resolve(UserStoreFile.NAME)).replace("ad.internal", "other.internal"));

        assertThat(deployment.assemble().get("worker").values(USERS, STORE + "/Property[@name='ConnectionURL']"))
                .isEqualTo(List.of("ldaps://other.internal:636"));
    }
}
