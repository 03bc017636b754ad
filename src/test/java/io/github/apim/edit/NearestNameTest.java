package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class NearestNameTest {

    @Test
    void aDistanceCountsWhatWasMistyped() {
        assertThat(NearestName.distance("", "abc")).isEqualTo(3);
        assertThat(NearestName.distance("abc", "abc")).isZero();
        assertThat(NearestName.distance("store", "stroe")).isEqualTo(1);
        assertThat(NearestName.distance("store", "stre")).isEqualTo(1);
        assertThat(NearestName.distance("store", "sstore")).isEqualTo(1);
        assertThat(NearestName.distance("store", "stare")).isEqualTo(1);
        assertThat(NearestName.distance("ca", "abc")).isEqualTo(3);
        assertThat(NearestName.distance("kitten", "sitting")).isEqualTo(3);
    }

    @Test
    void theNearestNameIsFound() {
        List<String> roles = List.of("gateway-manager", "gateway-worker", "store");

        assertThat(NearestName.of("gatway-worker", roles)).contains("gateway-worker");
        assertThat(NearestName.of("GATEWAY-WORKER", roles)).contains("gateway-worker");
        assertThat(NearestName.of("stroe", roles)).contains("store");
    }

    @Test
    void theFirstOfSeveralNearNamesIsTaken() {
        assertThat(NearestName.of("gw-3", List.of("gw-1", "gw-2"))).contains("gw-1");
    }

    @Test
    void whatIsFarFromAllNamesHasNoNearest() {
        assertThat(NearestName.of("kubernetes", List.of("store", "bam"))).isEmpty();
        assertThat(NearestName.of("ab", List.of("xy"))).isEmpty();
        assertThat(NearestName.of("", List.of("store"))).isEmpty();
        assertThat(NearestName.of("store", List.of())).isEmpty();
    }

    @Test
    void aHintEndsAMessage() {
        assertThat(NearestName.hint("stroe", List.of("store"))).isEqualTo("; did you mean 'store'?");
        assertThat(NearestName.hint("x".repeat(100_000), List.of("store"))).isEmpty();
    }

    @Test
    void theLanguageOfTheMachineDoesNotMatter() {
        assertThat(NearestName.distance("identity".toUpperCase(Locale.ROOT), "IDENTITY"))
                .isZero();
        assertThat(NearestName.of("IDENTITY-SERVER", List.of("identity-server")))
                .contains("identity-server");
    }
}
