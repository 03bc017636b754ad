package io.github.apim.companion;

import io.github.apim.manifest.Json;
import io.github.apim.topology.Firewall;
import io.github.apim.topology.Firewall.Opening;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What firewalls between the machines must let through: once for people, once for programs. */
final class FirewallCompanion implements Companion {

    private static final String HEAD = """
            # Firewall

            Which ports of each machine must be reachable, from where and for what: ports of TCP, where `/udp` does not say
            otherwise. All else may be closed. What the nodes of one machine want of each other crosses no network and is
            not listed; neither is the SSH by which you log in. `firewall.json` beside this file holds the same for programs.

            Consoles (the nodes' port for HTTPS) are listed for those who use the portals. Let administrators reach them
            as your house rules say.
            """;

    @Override
    public List<CompanionFile> files(CompanionContext context) {
        Firewall firewall = Firewall.of(context.topology());
        return List.of(
                CompanionFile.text("firewall.md", text(firewall)), CompanionFile.text("firewall.json", json(firewall)));
    }

    private static String text(Firewall firewall) {
        StringBuilder text = new StringBuilder(HEAD);
        String machine = "";
        for (Opening opening : firewall.openings()) {
            if (!opening.machine().equals(machine)) {
                machine = opening.machine();
                text.append("\n## ").append(machine).append("\n\n| port | from | for |\n|---|---|---|\n");
            }
            text.append("| ")
                    .append(opening.shownPort())
                    .append(" | ")
                    .append(String.join(", ", opening.from()))
                    .append(" | ")
                    .append(String.join(", ", opening.why()))
                    .append(" |\n");
        }
        return text.toString();
    }

    private static String json(Firewall firewall) {
        return Json.of(firewall.openings().stream()
                .map(opening -> {
                    Map<String, Object> members = new LinkedHashMap<>();
                    members.put("machine", opening.machine());
                    members.put("protocol", opening.transport().name().toLowerCase(Locale.ROOT));
                    members.put("port", opening.port());
                    members.put("from", opening.from());
                    members.put("for", opening.why());
                    return members;
                })
                .toList());
    }
}
