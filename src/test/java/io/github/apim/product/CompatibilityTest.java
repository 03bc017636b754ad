package io.github.apim.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompatibilityTest {

    private static final ProductVersion API_MANAGER = new ProductVersion(Product.API_MANAGER, "1.9.0");

    @Test
    void versionsThatDoNotGoTogetherAreRefusedWithWhatDoes() {
        ProductVersion identityServer = new ProductVersion(Product.IDENTITY_SERVER, "5.1.0");

        assertThat(Compatibility.misfits(List.of(API_MANAGER, identityServer)))
                .containsExactly(new Compatibility.Refusal(
                        identityServer,
                        "WSO2 Identity Server 5.1.0 does not go with WSO2 API Manager 1.9.0, which goes with WSO2"
                                + " Identity Server 5.0.0; name a pack of that version"));
    }

    @Test
    void allKnownVersionsOfTodayAndAnyBrokerGoTogether() {
        assertThat(Compatibility.misfits(List.of(
                        API_MANAGER,
                        new ProductVersion(Product.IDENTITY_SERVER, "5.0.0"),
                        new ProductVersion(Product.BAM, "2.5.0"),
                        new ProductVersion(Product.MESSAGE_BROKER, "5.18.3"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "3.0.0, 5.9.0",
        "3.1.0, 5.10.0",
        "3.2.0, 5.10.0",
        "4.0.0, 5.10.0",
        "4.0.0, 5.11.0",
        "4.1.0, 5.11.0",
        "4.2.0, 5.11.0",
        "4.3.0, 6.1.0",
        "4.4.0, 6.0.0",
        "4.4.0, 6.1.0",
        "4.5.0, 6.1.0",
        "4.6.0, 6.1.0",
        "4.7.0, 6.1.0"
    })
    void identityServersBesideThoseThatAreOneFileGoByVersion(String apiManager, String identityServer) {
        List<ProductVersion> pair = List.of(
                new ProductVersion(Product.API_MANAGER, apiManager),
                new ProductVersion(Product.IDENTITY_SERVER, identityServer));

        assertThat(Compatibility.misfits(pair)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3.0.0, 5.10.0", "3.2.0, 5.11.0", "4.1.0, 5.10.0", "4.2.0, 6.1.0", "4.3.0, 6.0.0", "4.7.0, 5.7.0"})
    void othersAreRefused(String apiManager, String identityServer) {
        List<ProductVersion> pair = List.of(
                new ProductVersion(Product.API_MANAGER, apiManager),
                new ProductVersion(Product.IDENTITY_SERVER, identityServer));

        assertThat(Compatibility.misfits(pair)).hasSize(1);
    }

    @Test
    void everyKnownVersionGoesWithAKnownOneOfEachOtherProduct() {
        for (Product product : Product.values()) {
            for (String version : Catalogue.known(product)) {
                Catalogue.of(new ProductVersion(product, version))
                        .companions()
                        .forEach((other, fitting) -> assertThat(Catalogue.known(other))
                                .as(version)
                                .matches(known ->
                                        fitting.isEmpty() || known.stream().anyMatch(fitting::contains)));
            }
        }
        assertThat(Catalogue.of(API_MANAGER).companions()).isNotEmpty();
    }

    @Test
    void theNearestVersionIsTheOneBeforeAndNumbersAreNotLetters() {
        List<String> known = List.of("1.9.0", "1.9.1", "1.10.0", "2.6.0");

        assertThat(Catalogue.nearest("1.9.3", known)).contains("1.9.1");
        assertThat(Catalogue.nearest("2.1.0", known)).contains("1.10.0");
        assertThat(Catalogue.nearest("4.1.0", known)).contains("2.6.0");
        assertThat(Catalogue.nearest("1.8.0", known)).contains("1.9.0");
    }
}
