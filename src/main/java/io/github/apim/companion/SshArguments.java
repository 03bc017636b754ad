package io.github.apim.companion;

import io.github.apim.deployment.Shipping;
import io.github.apim.deployment.Shipping.Destination;
import io.github.apim.deployment.Shipping.Jump;
import io.github.apim.edit.ShellQuotes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What OpenSSH is told to reach a machine as {@code apim:ship} reaches it; each of its layers of quotes is put on here. */
final class SshArguments {

    private final Shipping shipping;
    private final Destination destination;

    SshArguments(Shipping shipping, Destination destination) {
        this.shipping = shipping;
        this.destination = destination;
    }

    /** The private key's file, which Ansible puts into double quotes. */
    Optional<String> key() {
        return destination.key().map(key -> escaped(key.toString()));
    }

    /** The arguments as Ansible takes them apart: like a shell. */
    String text() {
        List<String> options = options();
        shipping.jump().ifPresent(jump -> options.add("ProxyCommand=" + command(jump)));
        return words(options.stream()
                .flatMap(option -> List.of("-o", option).stream())
                .toList());
    }

    /** What counts for the machine and for the jump host. */
    private List<String> options() {
        List<String> options = new ArrayList<>(List.of("ServerAliveInterval=15", "ServerAliveCountMax=4"));
        shipping.knownHosts().ifPresent(file -> {
            options.add("UserKnownHostsFile=\"" + escaped(file.toString()) + "\"");
            options.add("GlobalKnownHostsFile=/dev/null");
        });
        if (destination.key().isPresent()) {
            options.add("IdentitiesOnly=yes");
        } else if (!shipping.agent()) {
            options.add("IdentityAgent=none");
        }
        return options;
    }

    /** A command and no ProxyJump, which would not take options and key along. Its {@code %} are doubled: ssh reads it. */
    private String command(Jump jump) {
        List<String> words = new ArrayList<>(List.of("ssh"));
        options().forEach(option -> words.addAll(List.of("-o", option)));
        key().ifPresent(key -> words.addAll(List.of("-o", "IdentityFile=\"" + key + "\"")));
        jump.user().or(destination::user).ifPresent(user -> words.addAll(List.of("-l", user)));
        words.addAll(List.of("-p", Integer.toString(jump.port())));
        return words(words).replace("%", "%%") + " -W '[%h]:%p' " + words(List.of(jump.host()));
    }

    /** A file's name between the double quotes of OpenSSH, which puts hosts and users in where it reads a {@code %}. */
    private static String escaped(String path) {
        return path.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%");
    }

    private static String words(List<String> words) {
        return words.stream().map(ShellQuotes::word).collect(Collectors.joining(" "));
    }
}
