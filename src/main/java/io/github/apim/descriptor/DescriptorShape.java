package io.github.apim.descriptor;

import io.github.apim.deployment.GatewayOptions;
import io.github.apim.deployment.JaggeryApplications;
import io.github.apim.deployment.KeyValidation;
import io.github.apim.deployment.Statistics.Events;
import io.github.apim.deployment.Throttling;
import io.github.apim.descriptor.Shape.AnyAtom;
import io.github.apim.descriptor.Shape.Case;
import io.github.apim.descriptor.Shape.Cases;
import io.github.apim.descriptor.Shape.Choice;
import io.github.apim.descriptor.Shape.Either;
import io.github.apim.descriptor.Shape.Flag;
import io.github.apim.descriptor.Shape.Items;
import io.github.apim.descriptor.Shape.Key;
import io.github.apim.descriptor.Shape.Size;
import io.github.apim.descriptor.Shape.Struct;
import io.github.apim.descriptor.Shape.Table;
import io.github.apim.descriptor.Shape.Text;
import io.github.apim.descriptor.Shape.Whole;
import io.github.apim.product.Examples;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shape of {@code deployment.yaml}: every key, what it takes, and what it is for. */
final class DescriptorShape {

    static final Struct ROOT = struct(
            optional("$schema", text(Formats.TEXT), "Where an editor finds the schema of this file."),
            required("packs", packs(), "The product distributions that the nodes are made of."),
            required("databases", DatabasesShape.section(), "The database server that the nodes share."),
            optional(
                    "admin",
                    struct(required("credentials", credentials(), "User name and password of the administrator.")),
                    "The administrator that all nodes have in common."),
            optional(
                    "encryption",
                    struct(required(
                            "credentials",
                            credentials(Formats.ENCRYPTION_KEY),
                            "Any user name, and as password 64 hexadecimal digits.")),
                    "The key by which nodes of newer versions encrypt what they keep in the databases."),
            optional(
                    "user-store",
                    struct(
                            required("file", text(Formats.PATH), "The file with a <UserStoreManager> element."),
                            optional("credentials", credentials(), "What it signs in with.")),
                    "The primary user store of all nodes, in place of the shared schema."),
            optional(
                    "deployment-synchronizer",
                    SynchronizerShape.section(),
                    "How the APIs of the gateway manager get to the workers."),
            optional("load-balancer", LoadBalancerShape.section(), "What stands in front of the nodes."),
            optional(
                    "load-balancers",
                    new Table(new Text(Formats.LOAD_BALANCER_NAME), LoadBalancerShape.section(), 1),
                    "Several of them, by names of yours; for one alone there is load-balancer."),
            optional(
                    "gateway-environments",
                    LoadBalancerShape.gatewayEnvironments(),
                    "The groups of gateways that APIs are published to; without it, all gateways are one."),
            standard(
                    "key-validation",
                    choice(
                            "a protocol",
                            Arrays.stream(KeyValidation.values())
                                    .map(KeyValidation::key)
                                    .toList()),
                    KeyValidation.WEB_SERVICE.key(),
                    "How gateways, and all-in-one nodes beside a key manager, ask it about a token."),
            standard("gateway", gateway(), "", "Variants of the gateway nodes."),
            standard(
                    "jaggery-applications",
                    choice(
                            "one of",
                            Arrays.stream(JaggeryApplications.values())
                                    .map(JaggeryApplications::key)
                                    .toList()),
                    JaggeryApplications.PRUNE.key(),
                    "Whether nodes lose the web applications that do not belong to their role."),
            optional("single-sign-on", nodeUnder("identity-server", "signs users in"), "Single sign-on."),
            optional("statistics", statistics(), "Statistics of the APIs' use."),
            optional("messaging", nodeUnder("broker", "carries JMS messages"), "Messaging of the gateways."),
            standard(
                    "clustering",
                    ClusteringShape.section(),
                    "",
                    "How the members of a Hazelcast cluster find each other."),
            optional("throttling", throttling(), "Throttling of API calls by traffic managers."),
            optional("key-stores", KeyStoresShape.SECTION, "Key stores of yours in place of those of the packs."),
            optional("secure-vault", secureVault(), "Whether nodes hold their passwords encrypted."),
            optional("shipping", ShippingShape.section(), "How tarballs get to the machines."),
            optional("images", ContainersShape.images(), "Container images of the nodes."),
            optional("kubernetes", ContainersShape.kubernetes(), "The cluster that the images run in."),
            optional("patches", additions(), "WSO2 patches, as zips: by 'all', role or node."),
            optional("libs", additions(), "Jars for " + Examples.LIBRARIES + ": by 'all', role or node."),
            optional("dropins", additions(), "OSGi bundles for " + Examples.DROPINS + ": by 'all', role or node."),
            optional(
                    "edits",
                    new Table(
                            new Text(Formats.NODE_NAME),
                            new Table(
                                    new Text(Formats.PACK_FILE),
                                    new Table(
                                            new Text(Formats.EDIT_PLACE),
                                            new Either(new AnyAtom(Formats.VALUE), operation()),
                                            0),
                                    0),
                            0),
                    "Single values and parts of files: by 'all', role or node, by file, by place in the file."),
            optional("accept", accepted(), "What rules find and you live with."),
            optional(
                    "as-is",
                    new Table(new Text(Formats.NODE_NAME), new Items(text(Formats.PACK_FILE)), 0),
                    "Files of overlays/ in which the plugin sets nothing: by 'all', role or node."),
            required(
                    "nodes",
                    new Table(new Text(Formats.NODE_NAME), node(), 1),
                    "The server processes of the deployment, by name."));

    private DescriptorShape() {}

    private static Struct packs() {
        Map<String, Key> keys = new LinkedHashMap<>();
        Struct limits = struct(
                optional("entries", new Whole(1, Integer.MAX_VALUE), "The most entries that the pack may have."),
                optional("bytes", new Size(Formats.BYTES), "The most bytes that the pack may unpack to."),
                optional(
                        "ratio",
                        new Whole(1, Integer.MAX_VALUE),
                        "The most unpacked bytes that a byte of the pack may stand for."));
        Struct pack = oneOf(
                List.of(List.of("artifact", "path")),
                optional("artifact", text(Formats.COORDINATES), "Maven coordinates of the pack."),
                optional("path", text(Formats.PATH), "The pack, or an unpacked home, relative to this file."),
                optional(
                        "version",
                        text(Formats.VERSION),
                        "The product's version, where neither coordinates nor the file's name say it."),
                optional("sha256", text(Formats.SHA256), "The checksum that the pack must have."),
                standard(
                        "clean",
                        new Flag(),
                        "false",
                        "Whether what a first start left in the pack is dropped instead of refused."),
                optional("limits", limits, "Bounds on what the pack may unpack to."));
        for (Product product : Product.values()) {
            Either either = new Either(text(Formats.REFERENCE), pack);
            keys.put(product.key(), new Key(either, false, "The pack of " + product.title() + ".", Optional.empty()));
        }
        return new Struct(Collections.unmodifiableMap(keys), List.of(), Optional.empty());
    }

    static Either credentials() {
        return credentials(Formats.PASSWORD);
    }

    private static Either credentials(Format password) {
        return new Either(
                text(Formats.SERVER_ID),
                struct(
                        required("username", text(Formats.TEXT), "The user's name."),
                        required(
                                "password",
                                text(password),
                                "The password; better kept as a <server> in settings.xml.")));
    }

    private static Struct gateway() {
        List<String> verifiers = Arrays.stream(GatewayOptions.HostnameVerifier.values())
                .map(GatewayOptions.HostnameVerifier::key)
                .toList();
        return struct(
                standard(
                        "api-manager-database",
                        choice("one of", List.of("local", "shared")),
                        "local",
                        "Whether gateways use the shared API Manager schema, or the local one of the pack."),
                optional(
                        "hostname-verifier",
                        choice("a verifier", verifiers),
                        "Which host names the HTTPS sender of gateways and stores accepts; without it, AllowAll, or"
                                + " Strict if all nodes have key stores of yours."));
    }

    /** What an edit does besides setting a value: something new has a form and a place, or something goes. */
    private static Struct operation() {
        return oneOf(
                List.of(
                        List.of("xml", "json", "toml", "value", "remove"),
                        List.of("after", "before", "into", "remove")),
                optional("xml", text(Formats.VALUE), "The element to add, in an XML file."),
                optional("json", new AnyAtom(Formats.VALUE), "The member's or element's value to add, in a JSON file."),
                optional(
                        "toml",
                        new AnyAtom(Formats.VALUE),
                        "The value, or the lines of the table, to add in a TOML file."),
                optional("value", new AnyAtom(Formats.VALUE), "The value of the key to add, in a properties file."),
                optional("after", text(Formats.EDIT_PLACE), "The place that it goes directly behind."),
                optional("before", text(Formats.EDIT_PLACE), "The place that it goes directly before."),
                optional("into", text(Formats.EDIT_PLACE), "The place that it goes into, as the last there."),
                optional("remove", new Flag(), "Whether the place is taken out."));
    }

    private static Struct nodeUnder(String key, String purpose) {
        return struct(required(key, text(Formats.NODE_NAME), "The name of the node that " + purpose + "."));
    }

    private static Struct throttling() {
        return struct(
                optional(
                        "policies",
                        text(Formats.NODE_NAME),
                        "The name of the traffic manager that publishers hand policies to; without it, the first one."),
                standard(
                        "synchronize-policies",
                        choice(
                                "a way",
                                Arrays.stream(Throttling.Synchronization.values())
                                        .map(Throttling.Synchronization::key)
                                        .toList()),
                        Throttling.Synchronization.NONE.key(),
                        "How the other traffic managers get the policies."));
    }

    private static Either secureVault() {
        return new Either(
                new Flag(),
                struct(
                        standard("enabled", new Flag(), "true", "The same as the short form."),
                        standard(
                                "strict",
                                new Flag(),
                                "false",
                                "Whether a build is refused that leaves a password in the clear."),
                        optional(
                                "credentials",
                                credentials(Formats.ENCRYPTION_KEY),
                                "Any user name, and as password 64 hexadecimal digits: the key by which newer versions"
                                        + " decrypt.")));
    }

    private static Struct statistics() {
        Struct analytics = struct(
                required("host", text(Formats.HOST), "Its name or IP address."),
                standard("offset", new Whole(0, 50_000), "0", "What was added to the ports that its own pack has."),
                optional("credentials", credentials(), "Its administrator, if it is not the shipped admin."));
        return oneOf(
                List.of(List.of("bam", "analytics")),
                optional(
                        "bam",
                        new Either(text(Formats.NODE_NAME), new Items(text(Formats.NODE_NAME))),
                        "The names of the nodes that collect the statistics."),
                standard(
                        "events",
                        choice("one of", List.of(Events.EACH.key(), Events.BALANCED.key())),
                        Events.EACH.key(),
                        "Whether each of several nodes gets all events, or they take turns."),
                optional("credentials", credentials(), "BAM's administrator, if it is not the shipped admin."),
                optional(
                        "analytics",
                        analytics,
                        "The analytics server, which is no node, of versions that do not report to BAM."));
    }

    private static Table additions() {
        return new Table(new Text(Formats.NODE_NAME), new Items(file()), 0);
    }

    static Either file() {
        return new Either(
                text(Formats.REFERENCE),
                oneOf(
                        List.of(List.of("artifact", "path")),
                        optional("artifact", text(Formats.COORDINATES), "Maven coordinates of the file."),
                        optional("path", text(Formats.PATH), "The file, relative to this file."),
                        required("sha256", text(Formats.SHA256), "The checksum that the file must have.")));
    }

    private static Items accepted() {
        return new Items(struct(
                required("rule", text(Formats.RULE), "The id of the rule."),
                optional(
                        "nodes",
                        new Items(text(Formats.NODE_NAME)),
                        "The roles and nodes that it is accepted for; without them, whatever the rule is about."),
                required("because", text(Formats.REASON), "Why it is right here; log, page and manifests repeat it.")));
    }

    private static Struct node() {
        Struct jvm = struct(
                optional("home", text(Formats.REMOTE_PATH), "JAVA_HOME on the machine."),
                optional("heap", text(Formats.MEMORY_SIZE), "The heap's largest size (-Xmx)."),
                optional("initial-heap", text(Formats.MEMORY_SIZE), "The heap's size at the start (-Xms)."),
                optional(
                        "perm-gen", text(Formats.MEMORY_SIZE), "The permanent generation of Java 7 (-XX:MaxPermSize)."),
                optional("options", new Items(text(Formats.JVM_OPTION)), "Further options of the Java machine."));
        return struct(
                required("role", role(), "What the node does."),
                required("host", text(Formats.HOST), "The name under which the others reach the machine."),
                optional("address", text(Formats.ADDRESS), "IP address of the machine."),
                standard(
                        "stand-by",
                        new Flag(),
                        "false",
                        "Whether it is the reserve of a gateway manager or of an all-in-one node."),
                standard("offset", new Whole(0, 50_000), "0", "What is added to the product's ports."),
                optional("jvm", jvm, "The Java settings of the launcher."),
                optional("overlay", text(Formats.PATH), "A folder of files for this node, relative to this file."));
    }

    static Choice role() {
        return new Choice("a role", Role.keys(), List.copyOf(Role.otherNames()));
    }

    static Whole port() {
        return new Whole(1, 65_535);
    }

    static Text text(Format format) {
        return new Text(format);
    }

    static Choice choice(String title, List<String> words) {
        return new Choice(title, words, List.of());
    }

    static Map.Entry<String, Key> required(String name, Shape shape, String description) {
        return Map.entry(name, new Key(shape, true, description, Optional.empty()));
    }

    static Map.Entry<String, Key> optional(String name, Shape shape, String description) {
        return Map.entry(name, new Key(shape, false, description, Optional.empty()));
    }

    static Map.Entry<String, Key> standard(String name, Shape shape, String standard, String description) {
        return Map.entry(name, new Key(shape, false, description, Optional.of(standard)));
    }

    @SafeVarargs
    static Struct struct(Map.Entry<String, Key>... keys) {
        return oneOf(List.of(), keys);
    }

    @SafeVarargs
    static Struct oneOf(List<List<String>> exactlyOne, Map.Entry<String, Key>... keys) {
        Map<String, Key> inOrder = new LinkedHashMap<>();
        for (Map.Entry<String, Key> key : keys) {
            inOrder.put(key.getKey(), key.getValue());
        }
        return new Struct(Collections.unmodifiableMap(inOrder), exactlyOne, Optional.empty());
    }

    /** The same mapping, with keys that only some of the words under one of them have. */
    static Struct byWord(Struct struct, String key, Map<String, Case> cases) {
        return new Struct(struct.keys(), struct.exactlyOne(), Optional.of(new Cases(key, cases)));
    }
}
