package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An address in a file leads to who serves it, at the port of that purpose. */
class AddressRulesTest {

    private static final String PUBLISHED_TO = "/APIManager/APIGateway/Environments/Environment/ServerURL";
    private static final String REVOKE = "/APIManager/APIKeyValidator/RevokeAPIURL";
    private static final String KEYS = "/APIManager/APIKeyValidator/ServerURL";
    private static final String LOGIN = "/APIManager/AuthManager/ServerURL";

    @TempDir
    Path folder;

    private Homes homes;

    @BeforeEach
    void makeHomes() throws IOException {
        homes = Homes.sound(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "publisher, M23, " + PUBLISHED_TO + ", https://pub.internal:9443/services/, is publisher (line 26)",
        "publisher, M23, " + PUBLISHED_TO + ", https://pub.example.com:443/services/, is the virtual host of publisher",
        "publisher, M23, " + PUBLISHED_TO + ", https://store.internal:9444/services/, is store (line 27)",
        "publisher, M23, " + PUBLISHED_TO + ", https://km.internal:9444/services/, is km (line 25)",
        "publisher, M23, " + PUBLISHED_TO + ", https://localhost:9443/services/, is this machine itself",
        "store, M25, " + REVOKE + ", https://gw-1.internal:9443/revoke, has the wrong port",
        "store, M2, " + KEYS + ", https://km.internal:9443/services/, has the wrong port",
        "worker-1, M2, " + KEYS + ", https://store.internal:9444/services/, is store (line 27)",
        "store, M2, " + LOGIN + ", https://store.internal:9444/services/, is store (line 27)",
        "store, M2, " + LOGIN + ", https://elsewhere.example.com:443/services/, is no address of the deployment"
    })
    void anAddressThatLeadsElsewhereIsRefused(String node, String rule, String place, String url, String why)
            throws IOException {
        homes.set(node, Homes.API_MANAGER, place, url);

        assertThat(homes.said(rule)).contains("nodes." + node, place, why, "write one of these");
    }

    @ParameterizedTest
    @CsvSource({
        "publisher, M23, " + PUBLISHED_TO + ", https://gw-mgt.internal:9443/services/",
        "publisher, M23, " + PUBLISHED_TO + ", https://10.0.0.10:9443/services/",
        "publisher, M23, " + PUBLISHED_TO + ", https://MGT.example.com:443/services/",
        "store, M25, " + REVOKE + ", https://10.0.0.12:8243/revoke",
        "worker-2, M2, " + KEYS + ", https://10.0.0.13:9444/services/"
    })
    void everyAddressAtWhichItIsServedStaysSilent(String node, String rule, String place, String url)
            throws IOException {
        homes.set(node, Homes.API_MANAGER, place, url);

        assertThat(homes.said(rule)).isEmpty();
    }

    @Test
    void m10ARepositoryOfEachMachinesOwn() throws IOException {
        String place = "/Server/DeploymentSynchronizer/SvnUrl";
        for (String node : new String[] {"manager", "worker-1", "worker-2"}) {
            homes.set(node, Homes.CARBON, place, "http://localhost/repos/gateway");
        }

        assertThat(homes.said("M10")).contains("each gateway to its own machine", "run on 3");
    }
}
