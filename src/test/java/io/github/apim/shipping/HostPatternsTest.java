package io.github.apim.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns of known_hosts mean what they mean to OpenSSH. */
class HostPatternsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "gw-1.internal GW-1.internal true",
                "gw-1.internal gw-1.internal.example false",
                "a,gw-1,b gw-1 true",
                "gw-? gw-1 true",
                "gw-? gw-10 false",
                "*.internal gw.internal true",
                "*.internal [gw.internal]:2222 false",
                "* [gw.internal]:2222 true",
                "[gw]:2222 [gw]:2222 true",
                "[gw]:2222 gw false",
                "gw [gw]:2222 false",
                "*,!gw gw false",
                "!gw,* gw false",
                "!gw km false",
                "10.0.0.1 10a0.0.1 false",
            })
    void aPatternMatches(String patterns, String name, boolean matches) {
        assertThat(HostPatterns.match(patterns, name)).isEqualTo(matches);
    }
}
