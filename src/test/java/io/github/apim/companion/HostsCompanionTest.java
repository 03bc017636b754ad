package io.github.apim.companion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.SurroundedDeployment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostsCompanionTest {

    @TempDir
    Path folder;

    @Test
    void oneFileHasTheWholeDeployment() throws IOException {
        assertThat(CompanionFiles.of(SurroundedDeployment.in(folder)).text("hosts/merged"))
                .isEqualTo("""
                        # the whole deployment: lines for /etc/hosts
                        10.0.0.5 gw.example.com mgt.gw.example.com km.example.com pub.example.com store.example.com is.example.com
                        10.0.0.10 gw-mgt.internal mq-1.internal
                        10.0.0.11 gw-1.internal
                        10.0.0.12 gw-2.internal
                        10.0.0.13 km-1.internal
                        10.0.0.14 km-2.internal
                        10.0.0.15 pub-1.internal store-1.internal
                        10.0.0.16 is-1.internal bam-1.internal
                        # The descriptor gives no address for these; a name server must know them:
                        # db.internal
                        # svn.internal
                        """);
    }

    /** A server calls itself at the address of a network interface, so its name is the load balancer's here, too. */
    @Test
    void onItsOwnMachineAServersNameLeadsToTheBalancerAsEverywhere() throws IOException {
        CompanionFiles files = CompanionFiles.of(SurroundedDeployment.in(folder));
        String everywhere = withoutTitle(files.text("hosts/merged"));

        assertThat(files.text("hosts/machines/10.0.0.15"))
                .startsWith("# 10.0.0.15 (publisher-1, store-1): lines for /etc/hosts\n")
                .contains("\n10.0.0.15 pub-1.internal store-1.internal\n");
        assertThat(List.of("10.0.0.10", "10.0.0.11", "10.0.0.13", "10.0.0.15"))
                .allSatisfy(machine -> assertThat(withoutTitle(files.text("hosts/machines/" + machine)))
                        .isEqualTo(everywhere));
    }

    private static String withoutTitle(String file) {
        return file.substring(file.indexOf('\n'));
    }

    @Test
    void theBalancersOwnFileHasItsNamesAndTheNodesBehindIt() throws IOException {
        assertThat(CompanionFiles.of(SurroundedDeployment.in(folder)).text("nginx/hosts"))
                .contains("10.0.0.5 gw.example.com", "10.0.0.15 pub-1.internal store-1.internal")
                .doesNotContain("bam-1", "mq-1", "db.internal");
    }

    @Test
    void theSynchronizersServerIsFoundInItsUrl() throws IOException {
        assertThat(CompanionFiles.of(SurroundedDeployment.in(folder)
                                .with("http://svn.internal/repos/gateway", "svn://[fd00::21]:3691/a%2Bb/"))
                        .text("hosts/merged"))
                .doesNotContain("svn.internal", "fd00::21");
    }
}
