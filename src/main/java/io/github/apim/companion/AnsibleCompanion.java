package io.github.apim.companion;

import io.github.apim.deployment.Node;
import io.github.apim.shipping.MachineScript;
import io.github.apim.topology.StartOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The installation of {@code apim:ship} for Ansible: an inventory, a role around the same script, and playbooks that go
 * through the stages of {@link StartOrder}.
 */
final class AnsibleCompanion implements Companion {

    private static final String FOLDER = "ansible/";
    private static final String ROLE = "roles/apim/";

    /** What is the same for every deployment. */
    private static final List<String> FIXED = List.of(
            "ansible.cfg",
            ROLE + "README.md",
            ROLE + "defaults/main.yml",
            ROLE + "meta/argument_specs.yml",
            ROLE + "meta/main.yml",
            ROLE + "tasks/activate.yml",
            ROLE + "tasks/change.yml",
            ROLE + "tasks/look.yml",
            ROLE + "tasks/main.yml",
            ROLE + "tasks/prepare.yml",
            ROLE + "tasks/rollback.yml",
            ROLE + "tasks/send.yml",
            ROLE + "vars/main.yml");

    @Override
    public List<CompanionFile> files(CompanionContext context) throws IOException {
        List<CompanionFile> files = new ArrayList<>();
        for (String path : FIXED) {
            files.add(CompanionFile.text(FOLDER + path, Templates.text(FOLDER + path)));
        }
        files.add(CompanionFile.script(FOLDER + ROLE + "files/on-machine.sh", MachineScript.TEXT));
        files.add(CompanionFile.text(FOLDER + "inventory.yml", new AnsibleInventory(context).text()));
        List<List<Node>> stages = StartOrder.stages(context.deployment().nodes());
        files.add(CompanionFile.text(FOLDER + "site.yml", Templates.text(FOLDER + "site.yml") + plays(stages, "site")));
        files.add(CompanionFile.text(
                FOLDER + "rollback.yml", Templates.text(FOLDER + "rollback.yml") + plays(stages, "rollback")));
        return files;
    }

    private static String plays(List<List<Node>> stages, String playbook) throws IOException {
        String template = Templates.text(FOLDER + playbook + "-step.yml");
        StringBuilder plays = new StringBuilder();
        for (int stage = 0; stage < stages.size(); stage++) {
            plays.append(template.replace("@GROUP@", AnsibleNames.step(stage))
                    .replace("@NUMBER@", Integer.toString(stage + 1))
                    .replace("@ROLES@", roles(stages.get(stage))));
        }
        return plays.toString();
    }

    private static String roles(List<Node> nodes) {
        return nodes.stream().map(node -> node.role().key()).distinct().collect(Collectors.joining(", "));
    }
}
