package io.github.apim.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.DeploymentSynchronizer.Svn;
import io.github.apim.deployment.Location;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** URLs without what could be secret in them. */
class PlacesTest {

    private static String repository(String url) {
        return Places.repository(new Svn(url, Optional.empty(), List.of(), new Location("deployment.yaml", 1, 1)));
    }

    @Test
    void aRepositoryIsShownWithoutUserAndQuery() {
        assertThat(repository("http://svn.internal:81/repos/gateway"))
                .isEqualTo("http://svn.internal:81/repos/gateway");
        assertThat(repository("https://joe:secret@svn/repos?token=secret#secret"))
                .isEqualTo("https://svn/repos");
        assertThat(repository("svn+ssh://joe@svn/repos")).isEqualTo("svn+ssh://svn/repos");
    }

    @Test
    void whatCannotBeTakenApartIsNotShown() {
        assertThat(repository("http://joe:se cret@svn/repos")).isEqualTo("see the descriptor");
        assertThat(repository("joe:secret")).isEqualTo("see the descriptor");
    }

    @Test
    void aDatabaseIsShownByHostAndPort() {
        assertThat(Places.database("jdbc:mysql://db.internal:3307")).isEqualTo("db.internal:3307");
        assertThat(Places.database("jdbc:mysql://db.internal")).isEqualTo("db.internal:3306");
        assertThat(Places.database("jdbc:mysql://[fe80::1]:3306")).isEqualTo("[fe80::1]:3306");
        assertThat(Places.database("jdbc:postgresql://db-1,db-2:5433")).isEqualTo("db-1:5432, db-2:5433");
        assertThat(Places.database("jdbc:db2:somewhere")).isEqualTo("see the descriptor");
    }
}
