package io.github.apim.companion;

import io.github.apim.deployment.LoadBalancer;
import io.github.apim.topology.Front;
import io.github.apim.topology.HostNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lines for {@code /etc/hosts} (matrix §15.2): of every machine, and of all in one file for everybody else. */
final class HostsCompanion implements Companion {

    private static final String HEAD = "# %s: lines for /etc/hosts\n";

    @Override
    public List<CompanionFile> files(CompanionContext context) {
        HostNames names = new HostNames(context.topology());
        List<CompanionFile> files = new ArrayList<>();
        files.add(CompanionFile.text("hosts/merged", text("the whole deployment", names.everywhere())));
        for (Machine machine : Machine.all(context)) {
            files.add(CompanionFile.text(
                    "hosts/machines/" + machine.fileName(), text(machine.title(), names.everywhere())));
        }
        return files;
    }

    /** The lines of a load balancer: its own names, and those of the nodes behind it. */
    static String balancer(CompanionContext context, LoadBalancer balancer) {
        Set<String> wanted = new LinkedHashSet<>();
        for (Front front : context.topology().wiring().fronts(balancer)) {
            wanted.add(front.host().name().toLowerCase(Locale.ROOT));
            front.nodes().forEach(node -> wanted.add(node.host().toLowerCase(Locale.ROOT)));
        }
        Map<String, Optional<String>> names = new LinkedHashMap<>(new HostNames(context.topology()).everywhere());
        names.keySet().retainAll(wanted);
        return text("the load balancer" + (balancer.name().isEmpty() ? "" : " " + balancer.name()), names);
    }

    /** One line for an address; a name without one is a comment, for the name server must know it. */
    private static String text(String title, Map<String, Optional<String>> names) {
        Map<String, List<String>> byAddress = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        names.forEach((name, address) -> address.map(known -> byAddress.computeIfAbsent(known, a -> new ArrayList<>()))
                .orElse(unknown)
                .add(name));
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, HEAD, title));
        byAddress.forEach((address, of) ->
                text.append(address).append(' ').append(String.join(" ", of)).append('\n'));
        if (!unknown.isEmpty()) {
            text.append("# The descriptor gives no address for these; a name server must know them:\n");
            unknown.forEach(name -> text.append("# ").append(name).append('\n'));
        }
        return text.toString();
    }
}
