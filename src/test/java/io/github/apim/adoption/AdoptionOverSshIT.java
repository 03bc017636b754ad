package io.github.apim.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.assembly.AssembledNode;
import io.github.apim.assembly.NodeSelection;
import io.github.apim.deployment.Shipping;
import io.github.apim.descriptor.ShippingReader;
import io.github.apim.shipping.RemoteHomes;
import io.github.apim.shipping.ShippingListener;
import io.github.apim.shipping.SshConnector;
import io.github.apim.testing.ExampleDeployment;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.SshServer;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.Trees;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Homes on machines behind real OpenSSH servers are adopted where they are. */
@Timeout(300)
@Needs({Need.SSHD, Need.SSH_KEYGEN})
class AdoptionOverSshIT {

    @TempDir
    Path folder;

    @Test
    void theHomesOfAMachineComeBackAndNothingIsWrittenThere() throws IOException {
        TestDeployment example = ExampleDeployment.in(folder);
        List<AssembledNode> built = example.run(NodeSelection.ALL, 2);
        Path machine = Files.createDirectory(folder.resolve("machine"));
        for (AssembledNode node : built) {
            Path home = Files.createDirectory(machine.resolve(node.plan().node().name()));
            SshServer.run("tar", "xzpf", node.tarball().toString(), "-C", home.toString());
        }
        List<String> before = Trees.folder(machine);
        Map<String, FileTime> times = times(machine);
        AdoptedDeployment adopted;
        Path key = SshServer.newKey(folder.resolve("key"), "ed25519", "");
        try (SshServer server = SshServer.start(folder.resolve("sshd"), "127.0.0.1", Path.of(key + ".pub"))) {
            Files.writeString(folder.resolve("known_hosts"), server.knownHost());
            StringBuilder shipping = new StringBuilder("shipping:\n  user: " + System.getProperty("user.name")
                    + "\n  key: key\n  known-hosts: known_hosts\n  port: " + server.port() + "\n  nodes:\n");
            for (AssembledNode node : built) {
                String name = node.plan().node().name();
                shipping.append("    " + name + ": { host: 127.0.0.1, directory: " + machine.resolve(name) + " }\n");
            }
            adopted = adopted(Files.writeString(folder.resolve("homes.yaml"), shipping));
        }

        assertThat(adopted.report().leftOver()).isZero();
        assertThat(AdoptedDeployment.differences(built, adopted.assemble())).isEmpty();
        assertThat(Trees.folder(machine)).isEqualTo(before);
        assertThat(times(machine)).isEqualTo(times);
    }

    private AdoptedDeployment adopted(Path homes) throws IOException {
        Shipping shipping =
                new ShippingReader(name -> Optional.empty(), id -> Optional.empty(), warning -> {}).read(homes);
        ShippingListener silent = (ShippingListener) Proxy.newProxyInstance(
                ShippingListener.class.getClassLoader(),
                new Class<?>[] {ShippingListener.class},
                (proxy, method, arguments) -> null);
        try (RemoteHomes machines = RemoteHomes.open(shipping, SshConnector.ofUser(shipping, false, silent));
                Homes opened = Homes.on(machines)) {
            return AdoptedDeployment.of(opened, RoundTrip.packs(folder), folder.resolve("adopted"));
        }
    }

    private static Map<String, FileTime> times(Path folder) throws IOException {
        Map<String, FileTime> times = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                times.put(file.toString(), Files.getLastModifiedTime(file));
            }
        }
        return times;
    }
}
