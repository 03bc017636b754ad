package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.adoption.RoundTrip;
import io.github.apim.family.GenerationsTest.Version;
import io.github.apim.testing.ExampleDeployment;
import io.github.apim.testing.KeyStores;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.RealPacks;
import io.github.apim.testing.SeededTopology;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.UserStoreFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deployments of each version of 1.x and 2.x come back without an edit, byte for byte, on the real shipped files. */
@Needs(Need.REAL_PACKS)
class AdoptedGenerationsTest {

    /** There are eight versions. */
    private static final int PERCENT = 5;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Version.class)
    void theDeploymentOfEachRoleComesBack(Version version) throws IOException {
        assertComesBack(version, withoutIdentityServer(version.describe()));
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void anAllInOneComesBack(Version version) throws IOException {
        assertComesBack(version, GenerationsTest.ALONE + version.analytics());
    }

    /** The worked example of 2.6.0, with the files that are at hand. */
    @Test
    void theExampleOf26ComesBack() throws IOException {
        String example = Files.readString(RealPacks.folder().resolveSibling("generations/apim-2-example.yaml"))
                .replace("org.wso2.am:wso2am:zip:2.6.0", "packs/wso2am-2.6.0.zip")
                .replace("mysql:mysql-connector-java:5.1.49", "mysql-connector-java-5.1.49.jar")
                .replace("libs/", "")
                .replace("key: ${user.home}/.ssh/apim.pem", "key: /home/builder/apim.pem");

        assertComesBack(Version.V2_6_0, example);
    }

    private void assertComesBack(Version version, String descriptor) throws IOException {
        version.client(folder);
        Path zip = version.zip(folder.resolve("packs"));

        RoundTrip trip = RoundTrip.of(TestDeployment.in(folder, zip, descriptor));

        assertThat(trip.wrong()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void seededDeploymentsComeBack(Version version) throws IOException {
        byte[] keys = KeyStores.selfSigned(folder.resolve("keys/shipped.jks"), "localhost");
        SmallPack.broker(7).toZip(folder);
        UserStoreFile.in(folder);
        version.client(folder);
        Path zip = version.pack().file(ExampleDeployment.KEY_STORE, keys).toZip(folder);
        TestDeployment deployment = TestDeployment.in(folder, zip, "");
        List<String> wrong = new ArrayList<>();
        int topologies = 0;
        for (long seed = 0; topologies < RoundTrip.share(PERCENT); seed++) {
            String descriptor = SeededTopology.descriptor(seed, version.number());
            if (canBeBuilt(version, descriptor)) {
                topologies++;
                String built = withoutIdentityServer(descriptor).replaceFirst("  bam: .*\n", "");
                for (String each : RoundTrip.of(deployment.saying(built)).wrong()) {
                    wrong.add("seed " + seed + ": " + each);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Identity Server and BAM are not at hand in all versions, and 2.x counts calls somewhere. */
    private static boolean canBeBuilt(Version version, String descriptor) {
        return !descriptor.contains("role: identity-server")
                && !descriptor.contains("role: bam")
                && (version.compareTo(Version.V2_0_0) < 0
                        || descriptor.contains("role: traffic-manager")
                        || descriptor.contains("role: all-in-one"));
    }

    private static String withoutIdentityServer(String descriptor) {
        return descriptor
                .replaceFirst("  identity-server: .*\n", "")
                .replaceFirst("single-sign-on: .*\n", "")
                .replaceFirst("  is: .*\n", "");
    }
}
