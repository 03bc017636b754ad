package io.github.apim.companion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.shipping.MachineScript;
import io.github.apim.testing.Command;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.SurroundedDeployment;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Ansible is told about the machines, and that it is told nothing else; what it does with it is shown by AnsibleIT. */
class AnsibleCompanionTest {

    private static final String DESCRIPTOR = """
            packs: { api-manager: am.zip, identity-server: is.zip }
            databases: { url: "jdbc:mysql://10.0.0.20:3306", driver: mysql.jar, credentials: apim-db }
            SHIPPING
            nodes:
              worker-1: { role: gateway-worker,              host: w1.internal, address: 10.0.0.11 }
              worker-2: { role: gateway-worker,              host: w2.internal, address: "fd00::12" }
              store:    { role: store,                       host: st.internal, address: 10.0.0.15, offset: 2 }
              km:       { role: key-manager,                 host: km.internal }
              keys:     { role: identity-server-key-manager, host: ks.internal, address: 10.0.0.15, offset: 3 }
            """;

    @TempDir
    Path folder;

    @Test
    void aSealedNodeKnowsWhereThePasswordOfItsKeyStoreLiesAndNotThePassword() throws IOException {
        String inventory = inventory("""
                key-stores: { identity: { path: apim.jks, alias: apim, credentials: { password: hidden } } }
                secure-vault: true""");

        assertThat(inventory)
                .contains("apim_password_file: \"/etc/apim/worker-1.password\"\n")
                .contains("apim_password_file: \"/etc/apim/keys.password\"\n")
                .doesNotContain("hidden", "apim_keystore_password");
        assertThat(inventory("")).doesNotContain("apim_password_file");
    }

    @Test
    void everyNodeIsAHostOnItsMachine() throws IOException {
        assertThat(inventory("shipping: { user: ubuntu, port: 2222, directory: /srv/apim, keep: [ repository/logs ] }"))
                .contains("""
                        apim_nodes:
                          vars:
                            ansible_port: 2222
                            ansible_user: "ubuntu"
                            ansible_ssh_common_args: "-o ServerAliveInterval=15 -o ServerAliveCountMax=4"
                            apim_directory: "/srv/apim"
                            apim_keep:
                              - "repository/logs"
                            apim_releases: 3
                          hosts:
                            "worker-1":
                              ansible_host: "10.0.0.11"
                              apim_node: "worker-1"
                              apim_machine: "10.0.0.11"
                              apim_ports:
                                - 9443
                                - 9763
                                - 8243
                                - 8280
                            "worker-2":
                              ansible_host: "fd00::12"
                              apim_node: "worker-2"
                              apim_machine: "fd00__12"
                        """)
                .contains("""
                            "store":
                              ansible_host: "10.0.0.15"
                              apim_node: "store"
                              apim_machine: "10.0.0.15"
                              apim_ports:
                                - 9445
                        """)
                .contains("""
                            "km":
                              ansible_host: "km.internal"
                        """)
                .contains("""
                            "keys":
                              ansible_host: "10.0.0.15"
                              apim_node: "keys"
                              apim_machine: "10.0.0.15"
                              apim_ports:
                                - 9446
                                - 9766
                        """);
    }

    @Test
    void rolesAndStepsAreGroups() throws IOException {
        assertThat(inventory("").split("  children:\n")[1]).isEqualTo("""
                    apim_step_1:
                      hosts:
                        "km": {}
                        "keys": {}
                    apim_step_2:
                      hosts:
                        "store": {}
                    apim_step_3:
                      hosts:
                        "worker-1": {}
                        "worker-2": {}
                    apim_gateway_worker:
                      hosts:
                        "worker-1": {}
                        "worker-2": {}
                    apim_key_manager:
                      hosts:
                        "km": {}
                    apim_store:
                      hosts:
                        "store": {}
                    apim_identity_server_key_manager:
                      hosts:
                        "keys": {}
                """);
    }

    @Test
    void thePlaybooksGoThroughTheStepsInTheStartOrderOneNodeAtATime() throws IOException {
        CompanionFiles files = CompanionFiles.of(deployment(""));

        for (String playbook : List.of("ansible/site.yml", "ansible/rollback.yml")) {
            assertThat(found(files.text(playbook), "- name: (Step .*)\n  hosts: (.*)\n"))
                    .as(playbook)
                    .containsExactly(
                            "Step 1, key-manager, identity-server-key-manager: apim_step_1",
                            "Step 2, store: apim_step_2",
                            "Step 3, gateway-worker: apim_step_3");
            assertThat(found(files.text(playbook), "  (serial): (1)\n  any_errors_fatal: true\n"))
                    .as(playbook)
                    .hasSize(3);
        }
    }

    @Test
    void theRoleHasTheScriptOfTheShippingGoal() throws IOException {
        assertThat(CompanionFiles.of(deployment("")).text("ansible/roles/apim/files/on-machine.sh"))
                .isEqualTo(MachineScript.TEXT);
    }

    @Test
    void nodesDifferWhereTheDescriptorSaysSo() throws IOException {
        assertThat(inventory("""
                        shipping:
                          user: ubuntu
                          key: keys/all.pem
                          nodes:
                            store: { host: st.example.com, user: admin, key: keys/store.pem, port: 2200, directory: /srv/store }
                        """)).contains("""
                            "store":
                              ansible_host: "st.example.com"
                              ansible_port: 2200
                              ansible_user: "admin"
                              ansible_ssh_private_key_file: "%1$s/keys/store.pem"
                              apim_node: "store"
                              apim_machine: "10.0.0.15"
                              apim_directory: "/srv/store"
                        """.formatted(folder)).contains("""
                              ansible_user: "ubuntu"
                              ansible_ssh_private_key_file: "%1$s/keys/all.pem"
                              apim_node: "km"
                        """.formatted(folder));
    }

    @Test
    void whatAnsibleWouldTakeForATemplateIsUnsafe() throws IOException {
        assertThat(inventory(
                        "shipping: { key: \"{{ 7*7 }}.pem\", keep: [ \"{% raw %}\", \"{# a #}\", \"it's \\\"\" ] }"))
                .contains("ansible_ssh_private_key_file: !unsafe \"" + folder + "/{{ 7*7 }}.pem\"\n")
                .contains("""
                            apim_keep:
                              - !unsafe "{% raw %}"
                              - !unsafe "{# a #}"
                              - "it's \\""
                        """);
    }

    @Test
    @Needs(Need.ANSIBLE_INVENTORY)
    void ansibleFindsEveryNodeWhateverItIsCalled() throws Exception {
        String program = Need.ANSIBLE_INVENTORY.path().toString();
        TestDeployment odd = deployment("shipping: { user: \"0123\", directory: /1 }")
                .with("worker-1:", "localhost:")
                .with("worker-2:", "\"1\":")
                .with("store:", "\"no\":")
                .with("km:", "\"007\":")
                .with("keys:", "ungrouped:");
        Path file = Files.writeString(
                folder.resolve("inventory.yml"), CompanionFiles.of(odd).text("ansible/inventory.yml"));

        Command.Result result = new Command(folder, Duration.ofSeconds(60))
                .with("HOME", folder.toString())
                .with("ANSIBLE_HOME", folder.resolve("ansible").toString())
                .with("ANSIBLE_LOCAL_TEMP", folder.resolve("local").toString())
                .with("LC_ALL", "C.UTF-8")
                .run(List.of(program, "-i", file.toString(), "--list"));

        assertThat(result.code()).as("%s", result.err()).isZero();
        assertThat(result.err()).doesNotContain("WARNING");
        assertThat(found(result.out(), "\"(apim_node)\": \"(.*)\""))
                .containsExactlyInAnyOrder(
                        "apim_node: localhost",
                        "apim_node: 1",
                        "apim_node: no",
                        "apim_node: 007",
                        "apim_node: ungrouped");
        assertThat(result.out())
                .contains("\"node_localhost\": {", "\"1\": {", "\"no\": {", "\"007\": {", "\"node_ungrouped\": {")
                .contains("\"ansible_user\": \"0123\"");
    }

    @Test
    void namesThatNoNodeMayHaveStayApartToo() {
        assertThat(List.of("a b", "a_b", "a[1:3]", "-x", "é", "a,b", "A"))
                .extracting(AnsibleNames::host)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("node_[A-Za-z0-9_]+"));
    }

    @Test
    void noSecretIsInAnyOfItsFiles() throws IOException {
        CompanionFiles files = CompanionFiles.of(
                SurroundedDeployment.in(folder)
                        .with(
                                "shipping: { user: ubuntu, directory: /opt/apim }",
                                "shipping: { key: keys/apim.pem, credentials: { username: ubuntu, password: open-sesame-42 } }"));

        assertThat(files.text("ansible/inventory.yml")).contains("ansible_user: \"ubuntu\"", "/keys/apim.pem");
        assertThat(files.paths())
                .filteredOn(path -> path.startsWith("ansible/"))
                .allSatisfy(path -> {
                    assertThat(files.text(path)).as(path).doesNotContain("open-sesame-42");
                    assertThat(TestDeployment.passwords())
                            .allSatisfy(secret -> assertThat(files.text(path)).doesNotContain(secret));
                });
    }

    private String inventory(String shipping) throws IOException {
        return CompanionFiles.of(deployment(shipping)).text("ansible/inventory.yml");
    }

    private TestDeployment deployment(String shipping) throws IOException {
        return TestDeployment.in(folder, folder, DESCRIPTOR.replace("SHIPPING", shipping));
    }

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1) + ": " + match.group(2))
                .toList();
    }
}
