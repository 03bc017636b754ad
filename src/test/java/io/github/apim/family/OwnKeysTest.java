package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.testing.ExampleDeployment;
import io.github.apim.testing.MadeKeys;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole deployment with keys that were made for it. */
class OwnKeysTest {

    private static final String STORE = "repository/deployment/server/jaggeryapps/store/site/conf/site.json";
    private static final String SECURITY = "repository/resources/security/";

    private static final String KEYS = """
            key-stores:
              identity: { path: keys/apim.jks, alias: apim, credentials: apim-keys }
              trust: { path: keys/trust.jks, credentials: apim-trust }
              own:
                bam: { identity: { path: keys/bam.jks, alias: bam, credentials: bam-keys } }
            nodes:
            """;

    /** The entitlement service of 1.9 opens JKS only. */
    private static String withoutEntitlement() {
        return Stream.of("gateway-manager", "gateway-worker", "key-manager", "publisher", "store")
                .map(role -> "  " + role + ": { repository/conf/identity.xml: {"
                        + " /Server/EntitlementSettings/ThirftBasedEntitlementConfig/EnableThriftService: \"false\" } }\n")
                .collect(Collectors.joining("", "edits:\n", ""));
    }

    @TempDir
    Path folder;

    /** No rule has anything to say: each node trusts whom it calls, by a name that its certificate has. */
    @Test
    void aDeploymentWithKeysOfItsOwnBreaksNoRule() throws IOException {
        TestDeployment deployment = deployment(ExampleDeployment.DESCRIPTOR.replace("nodes:\n", KEYS));

        Map<String, NodeHome> homes = deployment.assemble();

        assertThat(deployment.warnings()).isEmpty();
        assertThat(homes.get("store-1").bytes(SECURITY + "wso2carbon.jks"))
                .isEqualTo(Files.readAllBytes(folder.resolve("keys/apim.jks")));
        assertThat(homes.get("bam-1").bytes(SECURITY + "wso2carbon.jks"))
                .isEqualTo(Files.readAllBytes(folder.resolve("keys/bam.jks")));
        assertThat(homes.get("bam-1").value(CarbonFiles.CARBON, "/Server/Security/KeyStore/KeyAlias"))
                .isEqualTo("bam");
        assertThat(homes.get("gateway-worker-1")
                        .values(CarbonFiles.AXIS2, "//transportSender/parameter[@name='HostnameVerifier']"))
                .containsOnly("Strict");
        assertThat(homes.get("store-1").text(STORE))
                .contains("\"" + SECURITY + "wso2carbon.jks\"", "\"apim\"", "\"apim-keys\"");
        assertThat(homes.get("mq-1").filePaths()).noneMatch(path -> path.contains("apim.jks"));
    }

    /** Its applications open JKS only, and the trust store has the certificate under the same alias. */
    @Test
    void withAPkcs12PublisherAndStoreCheckSignaturesWithTheTrustStore() throws IOException {
        TestDeployment deployment = deployment(ExampleDeployment.DESCRIPTOR
                .replace("nodes:\n", KEYS.replace("apim.jks", "apim.p12"))
                .replace("messaging:", withoutEntitlement() + "messaging:"));

        Map<String, NodeHome> homes = deployment.assemble();

        assertThat(deployment.warnings()).isEmpty();
        assertThat(homes.get("store-1").text(STORE))
                .contains("\"" + SECURITY + "client-truststore.jks\"", "\"apim\"", "\"apim-trust\"");
        assertThat(homes.get("store-1").has(SECURITY + "wso2carbon.jks")).isFalse();
    }

    /** What one node encrypts another could not read. */
    @Test
    void aRoleThatSharesTheRegistryCannotHaveAKeyOfItsOwn() throws IOException {
        TestDeployment deployment =
                deployment(ExampleDeployment.DESCRIPTOR.replace("nodes:\n", KEYS.replace("  bam: {", "  store: {")));

        assertThat(catchThrowable(deployment::validate))
                .hasMessageContaining("nodes.store-1: repository/conf/carbon.xml: /Server/Security/KeyStore/Location:"
                        + " holds another key than on node gateway-manager");
    }

    private TestDeployment deployment(String descriptor) throws IOException {
        TestDeployment deployment = ExampleDeployment.in(folder).saying(descriptor);
        // The load balancer's own keys are not looked at here, and each takes its time.
        MadeKeys.in(folder).run(descriptor.replaceFirst("(?s)load-balancer:.*?(?=single-sign-on:)", ""));
        for (String server : List.of("apim-keys", "apim-trust", "bam-keys")) {
            deployment.knowing(server, "", server);
        }
        return deployment;
    }
}
