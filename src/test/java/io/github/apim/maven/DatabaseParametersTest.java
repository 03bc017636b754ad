package io.github.apim.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Secret;
import io.github.apim.descriptor.Descriptors;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user says about the ways to the database servers. */
class DatabaseParametersTest {

    private static final String FIRST = "jdbc:mysql://db.internal:3306";
    private static final String SECOND = "jdbc:mysql://reg.internal";

    @TempDir
    Path folder;

    private Deployment one() {
        return new Descriptors(folder).read(Descriptors.SHORTEST).deployment();
    }

    private Deployment two() {
        return new Descriptors(folder)
                .server("reg", "reguser", "x")
                .read(Descriptors.SHORTEST.replace(
                        "nodes:\n", "  schemas: { registry: { url: \"" + SECOND + "\", credentials: reg } }\nnodes:\n"))
                .deployment();
    }

    private static DatabaseAccess access(Deployment deployment, String url, String administrator) {
        return new DatabaseParameters(url, null, administrator)
                .access(deployment, id -> Optional.of(new Credentials(id, new Secret("x"))), false);
    }

    private static String administrator(DatabaseAccess access, String url) {
        return access.of(url).administrator().username();
    }

    @Test
    void withoutAWordEachServerIsReachedByItsUrlAsTheNodesUser() {
        DatabaseAccess access = access(two(), null, null);

        assertThat(access.of(FIRST).url()).isEqualTo(FIRST);
        assertThat(access.of(SECOND).url()).isEqualTo(SECOND);
        assertThat(administrator(access, FIRST)).isEqualTo("apim");
        assertThat(administrator(access, SECOND)).isEqualTo("reguser");
    }

    @Test
    void oneAdministratorIsForAllAndOneWithAnAddressForItsServer() {
        assertThat(administrator(access(two(), null, "dba"), SECOND)).isEqualTo("dba");
        DatabaseAccess access = access(two(), null, "dba,reg.internal:3306=reg-dba");

        assertThat(administrator(access, FIRST)).isEqualTo("dba");
        assertThat(administrator(access, SECOND)).isEqualTo("reg-dba");
        assertThat(administrator(access(two(), null, "reg.internal:3306=reg-dba"), FIRST))
                .isEqualTo("apim");
    }

    @Test
    void aUrlOfThisMachineIsForTheOneServerOrSaysForWhich() {
        assertThat(access(one(), "jdbc:mysql://127.0.0.1:13306", null).of(FIRST).url())
                .isEqualTo("jdbc:mysql://127.0.0.1:13306");
        DatabaseAccess access = access(
                two(), "db.internal:3306=jdbc:mysql://h1,h2:3307,reg.internal:3306=jdbc:mysql://127.0.0.1:1", null);

        assertThat(access.of(FIRST).url()).isEqualTo("jdbc:mysql://h1,h2:3307");
        assertThat(access.of(SECOND).url()).isEqualTo("jdbc:mysql://127.0.0.1:1");
        assertThatThrownBy(() -> access(two(), "jdbc:mysql://127.0.0.1:1", null))
                .isInstanceOf(IllegalParameterException.class)
                .hasMessageContaining("must say which server it leads to")
                .hasMessageContaining("db.internal:3306, reg.internal:3306");
    }

    @Test
    void aServerThatNobodyUsesIsTold() {
        assertThatThrownBy(() -> access(two(), null, "elsewhere:3306=dba"))
                .isInstanceOf(IllegalParameterException.class)
                .hasMessageContaining("apim.databaseAdministrator names a database server that no node uses")
                .hasMessageContaining("db.internal:3306");
    }

    @Test
    void aUrlWithAPasswordIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> access(one(), "jdbc:mysql://joe:hidden@h:1", null))
                .isInstanceOf(IllegalParameterException.class)
                .hasMessageContaining("apim.databaseUrl must have the form")
                .hasMessageNotContaining("hidden");
        assertThatThrownBy(() -> access(one(), "jdbc:mysql://h:1/?password=hidden", null))
                .hasMessageContaining("apim.databaseUrl must have the form")
                .hasMessageNotContaining("hidden");
    }
}
