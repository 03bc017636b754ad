package io.github.apim.family.am2;

import static io.github.apim.family.am2.SoundHomes.API_MANAGER;
import static io.github.apim.family.am2.SoundHomes.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.family.am1.ApiManager1;
import io.github.apim.rules.Rule;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What 2.x has in common with 1.x is asked at the places of 2.x. */
class SharedRulesTest {

    private static final String KEY_MANAGER =
            "<APIKeyValidator><ServerURL>https://km.internal:9446/services/</ServerURL>";

    @TempDir
    Path folder;

    private SoundHomes newer() {
        return SoundHomes.newer(folder);
    }

    private SoundHomes validating(String url) {
        return newer().replace(
                        "worker",
                        API_MANAGER,
                        "<APIKeyValidator>",
                        KEY_MANAGER.replace("https://km.internal:9446/services/", url));
    }

    @Test
    void m2AKeyManagersPortWithoutItsOffset() {
        assertThat(validating("https://km.internal:9443/services/").said("M2"))
                .contains("nodes.worker")
                .contains("/APIManager/APIKeyValidator/ServerURL: km.internal:9443 has the wrong port");
    }

    @Test
    void m2AKeyManagersPortWithItsOffsetStaysSilent() {
        assertThat(validating("https://km.internal:9446/services/").said("M2")).isEmpty();
    }

    @Test
    void m3AServiceUrlThatTheServerCompletesAsShippedStaysSilent() {
        assertThat(validating("https://localhost:${mgt.transport.https.port}${carbon.context}services/")
                        .said("M3"))
                .isEmpty();
    }

    @Test
    void m25ARevocationAddressAtItsNewPlaceLeadsElsewhere() {
        SoundHomes homes = newer().replace("pub", API_MANAGER, "gw.example.com:443/revoke", "km.internal:9446/revoke");

        assertThat(homes.said("M25"))
                .contains("nodes.pub")
                .contains("/APIManager/OAuthConfigurations/RevokeAPIURL: km.internal:9446 is km (line 15)");
    }

    @Test
    void m25AGatewaysAddressAtItsNewPlaceStaysSilent() {
        assertThat(newer().said("M25")).isEmpty();
    }

    /** A traffic manager's users are its own, and who signs in there has a rule of its own. */
    @Test
    void m22AnotherAdministratorOfATrafficManagerStaysSilent() {
        assertThat(newer().replace("tm-1", USERS, ">secret<", ">other<").said("M22"))
                .doesNotContain("nodes.tm-1");
    }

    @Test
    void whatIsNoMistakeAnyMoreIsNotLookedFor() {
        Set<String> gone = ids(new ApiManager1().rules());
        gone.removeAll(ids(ApiManager2Rules.all()));

        assertThat(gone).containsExactlyInAnyOrder("M5", "M6");
    }

    private static <C> Set<String> ids(List<Rule<C>> rules) {
        return rules.stream().map(Rule::id).collect(Collectors.toSet());
    }
}
