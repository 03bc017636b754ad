package io.github.apim.rules;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.FileEdit;
import io.github.apim.deployment.Location;
import io.github.apim.deployment.Node;
import io.github.apim.descriptor.ReadResult;
import io.github.apim.product.Facts;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.product.Role;
import io.github.apim.topology.Topology;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a rule about planned files looks at.
 *
 * @param nodes     the planned nodes, which may be only some of the deployment's
 * @param keyStores opens the key stores that they name
 */
public record PlanContext(
        ReadResult descriptor, Topology topology, List<PlannedNode> nodes, KeyStoreReading keyStores) {

    private static final Pattern NAMED = Pattern.compile("='([^']*)'\\]$");

    public PlanContext {
        nodes = List.copyOf(nodes);
    }

    /** The context of some planned nodes of a deployment. */
    public static PlanContext of(ReadResult descriptor, List<PlannedNode> nodes) {
        return new PlanContext(descriptor, new Topology(descriptor.deployment()), nodes, new KeyStoreReading());
    }

    public Deployment deployment() {
        return descriptor.deployment();
    }

    /** The planned nodes of these roles. */
    public List<PlannedNode> nodes(Role... roles) {
        List<Role> wanted = Arrays.asList(roles);
        return nodes.stream()
                .filter(planned -> wanted.contains(planned.node().role()))
                .toList();
    }

    /** The plan of a node of the deployment, if it is among the planned. */
    public Optional<PlannedNode> planned(Node node) {
        return nodes.stream().filter(planned -> planned.node().equals(node)).findFirst();
    }

    /** What is known of the version that a node runs. */
    public Facts facts(PlannedNode planned) {
        return topology.suite().facts(planned.node().role());
    }

    /** Where the version that a node runs has a setting; empty if it has no such setting. */
    public Optional<FilePlace> place(PlannedNode planned, Place place) {
        return facts(planned).places().find(place);
    }

    /** The last of the texts at a place of the version that a node runs. */
    public Optional<String> value(PlannedNode planned, Place place) {
        return place(planned, place).flatMap(planned::value);
    }

    /** How many machines the deployment has. */
    public long machines() {
        return deployment().nodes().stream().map(topology::machine).distinct().count();
    }

    /**
     * Reports a value of a planned file: at the user's edit that set it, else in the user's file that it stands in, else
     * at the node.
     *
     * @param place a path in the file; an edit is blamed that mentions its last name, in a TOML file one of this key or of a
     *     table around it
     */
    public void report(Reporter reporter, PlannedNode planned, String file, String place, String message) {
        Node node = planned.node();
        reporter.report(
                users(planned, file, place).orElse(node.location()),
                "nodes." + node.name(),
                file + ": " + place + ": " + message);
    }

    /** Whether an edit of the user's set what a planned file has at a place, or the file is the user's. */
    public boolean isUsers(PlannedNode planned, String file, String place) {
        return planned.files().ownFile(file).isPresent()
                || edits(planned, file, place).findAny().isPresent();
    }

    private Optional<Location> users(PlannedNode planned, String file, String place) {
        return edits(planned, file, place)
                .reduce((first, second) -> second)
                .map(FileEdit::location)
                .or(() -> planned.files().ownFile(file).map(own -> OwnFileLine.of(own, place, lastName(place))));
    }

    private Stream<FileEdit> edits(PlannedNode planned, String file, String place) {
        boolean toml = TomlReading.isToml(file);
        String last = lastName(place);
        return deployment().edits().stream()
                .filter(edit -> edit.concerns(planned.node())
                        && edit.file().equals(file)
                        && (toml
                                ? TomlBlame.isOf(edit.place(), place)
                                : edit.place().contains(last)));
    }

    /** The same, at a place. */
    public void report(Reporter reporter, PlannedNode planned, FilePlace place, String message) {
        report(reporter, planned, place.file(), place.path(), message);
    }

    /** Of {@code …/parameter[@name='domain']} the word {@code domain}, of {@code …/@port} the word {@code port}. */
    private static String lastName(String place) {
        String last = place.substring(place.lastIndexOf('/') + 1);
        Matcher named = NAMED.matcher(last);
        return named.find() ? named.group(1) : last.replaceAll("^@|\\[.*", "");
    }
}
