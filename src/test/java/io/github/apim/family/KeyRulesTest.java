package io.github.apim.family;

import static io.github.apim.family.Homes.AXIS2;
import static io.github.apim.family.Homes.CARBON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.KeyStores;
import io.github.apim.testing.MadeKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and certificates of several nodes: whether they fit each other. */
class KeyRulesTest {

    private static final String KEY_STORE = "repository/resources/security/wso2carbon.jks";
    private static final String TRUST_STORE = "repository/resources/security/client-truststore.jks";

    @TempDir
    Path folder;

    private Homes homes;

    @BeforeEach
    void makeHomes() throws IOException {
        homes = Homes.sound(folder);
    }

    /** Over the wiring, not to the key manager alone. */
    @Test
    void m27WhomAStoreCallsHasANameToo() throws Exception {
        byte[] shipped = KeyStores.selfSigned(folder.resolve("a.jks"), "km.internal");
        homes.put("store", KEY_STORE, shipped).put("km", KEY_STORE, shipped);
        homes.replace("store", AXIS2, ">AllowAll<", ">Strict<");

        assertThat(homes.said("M27")).isEmpty();

        homes.put("km", KEY_STORE, KeyStores.selfSigned(folder.resolve("b.jks"), "localhost"));

        assertThat(homes.said("M27")).contains("nodes.store", "key manager km (line 25) is called as km.internal");
    }

    @Test
    void k1ANodeWhoseCertificateItsCallersDoNotTrust() throws Exception {
        byte[] known = KeyStores.selfSigned(folder.resolve("a.jks"), "localhost");
        homes.put("worker-1", TRUST_STORE, known).put("km", KEY_STORE, known);

        assertThat(homes.said("K1")).isEmpty();

        homes.put("km", KEY_STORE, KeyStores.selfSigned(folder.resolve("b.jks"), "localhost"));

        assertThat(homes.said("K1").lines())
                .singleElement()
                .asString()
                .contains("nodes.worker-1: " + CARBON + ": /Server/Security/TrustStore/Location: " + TRUST_STORE)
                .contains("holds neither the certificate of node km (line 25), which this node calls at"
                        + " km.internal:9444, nor that of who has signed it");
    }

    @Test
    void k1WhatIsSignedByWhoIsTrustedStaysSilent() throws Exception {
        MadeKeys.in(folder).password("shipped", "wso2carbon").run("""
                packs: { api-manager: wso2am-1.9.0.zip }
                databases: { url: "jdbc:mysql://db", driver: a.jar, credentials: db }
                key-stores:
                  identity: { path: km.jks, alias: wso2carbon, credentials: shipped }
                  trust: { path: trust.jks, credentials: shipped }
                nodes: { km: { role: key-manager, host: km.internal } }
                """);
        homes.put("km", KEY_STORE, Files.readAllBytes(folder.resolve("km.jks")));
        homes.put("worker-1", TRUST_STORE, Files.readAllBytes(folder.resolve("trust.jks")));

        assertThat(homes.said("K1")).isEmpty();
    }

    /** The thrift client of 1.x looks into the node's own key store (matrix R5). */
    @Test
    void k1OverThriftTheGatewaysOwnKeyStoreCounts() throws Exception {
        byte[] first = KeyStores.selfSigned(folder.resolve("a.jks"), "localhost");
        byte[] second = KeyStores.selfSigned(folder.resolve("b.jks"), "localhost");
        homes.describe("nodes:", "key-validation: thrift\nnodes:");
        homes.put("worker-1", TRUST_STORE, second).put("worker-1", KEY_STORE, first).put("km", KEY_STORE, second);

        assertThat(homes.said("K1"))
                .contains("nodes.worker-1: " + CARBON + ": /Server/Security/KeyStore/Location: " + KEY_STORE)
                .contains("which this node calls at km.internal:10397");
    }

    @Test
    void m31TheCertificateOfAnotherKeyThanTheIdentityServers() throws Exception {
        byte[] first = KeyStores.selfSigned(folder.resolve("a.jks"), "localhost");
        homes.put("store", KEY_STORE, first).put("publisher", KEY_STORE, first).put("is", KEY_STORE, first);

        assertThat(homes.said("M31")).isEmpty();

        homes.put("is", KEY_STORE, KeyStores.selfSigned(folder.resolve("b.jks"), "localhost"));

        assertThat(homes.said("M31"))
                .contains("nodes.store")
                .contains("ssoConfiguration/identityAlias: is not the certificate of the key with which node is"
                        + " (line 28) signs");
    }
}
