package io.github.apim.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are kept from others for their names alone. */
class KeyFilesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.key",
                "a.pem",
                "a.ppk",
                "a.jks",
                "a.jceks",
                "a.keystore",
                "a.bcfks",
                "a.p12",
                "a.pfx",
                "A.PEM",
                "repository/resources/security/wso2carbon.JKS"
            })
    void keysAndTheirStoresAreKnown(String name) {
        assertThat(KeyFiles.isOne(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "a.keys", "a.jks.txt", "monkey", "a.crt", "pem/a.xml"})
    void othersAreNot(String name) {
        assertThat(KeyFiles.isOne(name)).isFalse();
    }
}
