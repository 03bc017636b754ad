package io.github.apim.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.product.Catalogue;
import io.github.apim.product.Product;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The version of a pack as the descriptor states it, and the versions that are refused before a pack is opened. */
class PackVersionsTest {

    private static final String KNOWN = String.join(", ", Catalogue.known(Product.API_MANAGER));

    @TempDir
    Path folder;

    private Descriptors descriptors;

    @BeforeEach
    void start() {
        descriptors = new Descriptors(folder);
    }

    @Test
    void theKeyGoesBeforeCoordinatesAndTheFileName() {
        assertThat(version("{ path: packs/wso2am-2.0.0.zip, version: 1.9.0 }")).isEqualTo("1.9.0");
        assertThat(version("{ artifact: 'org.wso2.am:wso2am:2.0.0', version: 1.9.0 }"))
                .isEqualTo("1.9.0");
    }

    @Test
    void coordinatesAndFileNamesSayTheVersionWhateverWasAddedToIt() {
        assertThat(version("org.wso2.am:wso2am:1.9.0")).isEqualTo("1.9.0");
        assertThat(version("com.example:wso2am-hardened:tar.gz:1.9.0-acme-3")).isEqualTo("1.9.0");
        assertThat(version("packs/wso2am-1.9.0-hardened.zip")).isEqualTo("1.9.0");
        assertThat(version("packs/wso2am-1.9.0")).isEqualTo("1.9.0");
    }

    @Test
    void aNumberThatCountsSomethingElseSaysNothing() {
        assertThat(stated("com.example:api-platform:7.3.0")).isFalse();
        assertThat(stated("packs/api-platform-7.3.0.zip")).isFalse();
        assertThat(stated("packs/wso2am.zip")).isFalse();
        assertThat(stated("org.wso2.am:wso2am:LATEST")).isFalse();
    }

    @Test
    void anUnknownVersionIsRefusedWithTheKnownOnesAndTheNearest() {
        assertThat(problems("packs/wso2am-1.9.7.zip"))
                .containsExactly("2:16: packs.api-manager: WSO2 API Manager 1.9.7 is a version whose files are unknown;"
                        + " known: " + KNOWN
                        + ", the nearest is 1.9.1. So says its file name; name a pack of a known version,"
                        + " or say under 'version' which one this is");
        assertThat(problems("org.wso2.am:wso2am:1.8.0"))
                .singleElement()
                .asString()
                .contains("1.8.0 is a version whose files are unknown; known: 1.9.0, ", "So says its coordinate");
    }

    @Test
    void anUnknownVersionUnderItsKeyIsToldThere() {
        assertThat(problems("{ path: packs/wso2am-1.9.0.zip, version: 1.9.8 }"))
                .containsExactly("2:57: packs.api-manager.version: WSO2 API Manager 1.9.8 is a version whose files are"
                        + " unknown; known: " + KNOWN
                        + ", the nearest is 1.9.1. So says the key 'version'; name a pack of a"
                        + " known version");
    }

    @Test
    void aVersionHasNumbersAndDots() {
        assertThat(problems("{ path: packs/wso2am-1.9.0.zip, version: newest }"))
                .singleElement()
                .asString()
                .contains("packs.api-manager.version: 'newest' is not the version of a product");
    }

    @Test
    void aBrokerMayHaveAnyVersion() {
        assertThat(problems("packs/wso2am-1.9.0.zip\n  message-broker: packs/apache-activemq-5.3.2.tar.gz"))
                .isEmpty();
    }

    private String version(String pack) {
        return descriptors
                .read(descriptor(pack))
                .deployment()
                .packs()
                .get(Product.API_MANAGER)
                .version(Product.API_MANAGER)
                .orElseThrow();
    }

    private boolean stated(String pack) {
        return descriptors
                .read(descriptor(pack))
                .deployment()
                .packs()
                .get(Product.API_MANAGER)
                .version(Product.API_MANAGER)
                .isPresent();
    }

    private List<String> problems(String pack) {
        return descriptors.problems(descriptor(pack));
    }

    private static String descriptor(String pack) {
        return Descriptors.SHORTEST.replace("packs/wso2am-1.9.0.zip", pack);
    }
}
