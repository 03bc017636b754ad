package io.github.apim.family.carbon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.family.Homes;
import io.github.apim.testing.KeyStores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a secure vault cannot protect is told, and refused where the descriptor asks for it. */
class VaultRulesTest {

    private static final String STORE = "repository/resources/security/wso2carbon.jks";
    private static final List<String> NODES =
            List.of("manager", "worker-1", "worker-2", "km", "publisher", "store", "is", "bam");

    @TempDir
    static Path keys;

    private static byte[] own;

    @TempDir
    Path folder;

    private Homes homes;

    @BeforeAll
    static void makeKey() throws IOException {
        own = Files.readAllBytes(KeyStores.rsa(keys.resolve("own.jks"), "JKS", "wso2carbon", "wso2carbon", 1024));
    }

    @BeforeEach
    void makeHomes() throws IOException {
        homes = Homes.sound(folder).describe("nodes:\n", "secure-vault: true\nnodes:\n");
        for (String node : NODES) {
            homes.put(node, STORE, own);
        }
    }

    @Test
    void m53AKeyThatEverybodyHas() throws IOException {
        homes = Homes.sound(folder).describe("nodes:\n", "secure-vault: true\nnodes:\n");

        assertThat(homes.said("M53").lines())
                .hasSize(NODES.size())
                .allMatch(line -> line.contains("whose key everybody has who has the pack"));
        assertThat(homes.said("M53"))
                .contains("carbon.xml: /Server/Security/RegistryKeyStore/Location: names " + STORE);
    }

    @Test
    void m53TheKeyOfWso2UnderAnotherNameIsThatOfEverybody() throws IOException {
        Path shipped = keys.resolve("renamed.jks");
        homes.put("km", STORE, KeyStores.likeShipped(shipped));

        assertThat(homes.said("M53").lines()).singleElement().asString().contains("nodes.km: ");
    }

    @Test
    void m53AnOwnerWithTwoEqualPartsOrACommaStaysSilent() throws IOException {
        homes.put("km", STORE, KeyStores.selfSigned(keys.resolve("parts.jks"), "km,DC=example,DC=example"))
                .put("store", STORE, KeyStores.selfSigned(keys.resolve("comma.jks"), "store,O=A\\, B"));

        assertThat(homes.said("M53")).isEmpty();
    }

    @Test
    void m53AKeyOfOnesOwnStaysSilent() throws IOException {
        assertThat(homes.said("M53")).isEmpty();
    }

    @Test
    void m53WithoutAVaultStaysSilent() throws IOException {
        assertThat(Homes.sound(folder).said("M53")).isEmpty();
    }

    @Test
    void m54APasswordWhereTheServerDoesNotDecrypt() throws IOException {
        homes.put("km", "repository/conf/jndi.properties", "# ours\nfactory=amqp://operator:admin&secret@mq\n");

        assertThat(homes.said("M54").lines())
                .singleElement()
                .asString()
                .startsWith(folder.resolve("deployment.yaml").toString())
                .contains("nodes.km: repository/conf/jndi.properties: line 2: holds a password in the clear")
                .contains("the server does not decrypt what stands there")
                .doesNotContain("secret@");
    }

    @Test
    void m54APasswordInAnyOtherSpelling() throws IOException {
        homes.put("km", "repository/conf/a.properties", "a=YWRtaW4mc2VjcmV0\n")
                .put("km", "repository/conf/b.json", "{ \"b\": \"admin\\u0026secret\" }");

        assertThat(homes.said("M54")).contains("a.properties: line 1: ", "b.json: line 1: ");
    }

    @Test
    void m54AFileThatStaysAsItIs() throws IOException {
        homes.describe("nodes:\n", "as-is: { store: [ repository/conf/user-mgt.xml ] }\nnodes:\n")
                .put("store", Homes.USERS, homes.bytes("store", Homes.USERS));

        assertThat(homes.said("M54"))
                .contains("nodes.store: repository/conf/user-mgt.xml: ", "the descriptor has the file under as-is");
    }

    @Test
    void m54IsAnErrorWhereTheDescriptorIsStrict() throws IOException {
        homes.put("km", "repository/conf/jndi.properties", "factory=amqp://operator:admin&secret@mq\n")
                .describe("secure-vault: true", "secure-vault: { strict: true }");

        assertThat(homes.problems())
                .filteredOn(problem -> problem.rule().equals("M54"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.severity().name()).isEqualTo("ERROR");
                    assertThat(problem.message()).contains("or leave secure-vault.strict away");
                });
    }

    @Test
    void m54WhatTheVaultCoversStaysSilent() throws IOException {
        for (String node : NODES) {
            for (String file : List.of(Homes.USERS, Homes.DATASOURCES, Homes.CARBON)) {
                homes.put(node, file, homes.bytes(node, file));
            }
        }
        assertThat(new String(homes.bytes("store", Homes.USERS), StandardCharsets.UTF_8))
                .contains("admin&amp;secret");
        assertThat(homes.said("M54")).isEmpty();
    }

    @Test
    void m54WithoutAVaultStaysSilent() throws IOException {
        homes.describe("secure-vault: true", "secure-vault: false")
                .put("km", "repository/conf/jndi.properties", "factory=amqp://operator:admin&secret@mq\n");

        assertThat(homes.said("M54")).isEmpty();
    }
}
