package io.github.apim.family.bam2;

import static io.github.apim.family.carbon.ConfigurationFiles.CARBON;
import static io.github.apim.family.carbon.ConfigurationFiles.CASSANDRA;
import static io.github.apim.family.carbon.ConfigurationFiles.HECTOR;
import static io.github.apim.family.carbon.ConfigurationFiles.TOOLBOXES;
import static io.github.apim.family.carbon.ConfigurationFiles.USERS;

import io.github.apim.deployment.Statistics.Events;
import io.github.apim.product.Role;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** BAM summarizes what gateways report (matrix §12). */
public final class BamRules {

    private static final String ADMIN = "/UserManager/Realm/Configuration/AdminUser/";
    private static final String CASSANDRA_NODES = "/HectorConfiguration/Cluster/Nodes/@externalCassandra";
    private static final Pattern CASSANDRA_PORT = Pattern.compile(
            "^(rpc_port|native_transport_port|storage_port|ssl_storage_port):\\s*(\\d+)", Pattern.MULTILINE);
    private static final Map<String, String> SHIPPED_PORTS = Map.of(
            "rpc_port", "9160", "native_transport_port", "9042", "storage_port", "7000", "ssl_storage_port", "7001");

    private BamRules() {}

    public static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.warning("M34", BamRules::eventsMeetInOneCassandra),
                Rule.error("M36", BamRules::cassandraKeepsItsPorts),
                Rule.warning("M37", BamRules::toolboxesKnowTheAdministrator));
    }

    /** Who sums up a part of the events writes over the sums of the others (matrix §8). */
    private static void eventsMeetInOneCassandra(PlanContext context, Reporter reporter) {
        boolean balanced = context.deployment()
                .statistics()
                .filter(statistics -> statistics.bam().size() > 1 && statistics.events() == Events.BALANCED)
                .isPresent();
        for (PlannedNode planned : context.nodes(Role.BAM)) {
            if (balanced
                    && planned.value(HECTOR, CASSANDRA_NODES)
                            .filter("false"::equals)
                            .isPresent()) {
                context.report(
                        reporter,
                        planned,
                        HECTOR,
                        CASSANDRA_NODES,
                        "is false, so this node keeps its events in a Cassandra of its own and sums up these alone,"
                                + " over what the other BAM nodes have summed up; let all use one Cassandra ring, or"
                                + " choose events: each");
            }
        }
    }

    private static void cassandraKeepsItsPorts(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes(Role.BAM)) {
            String offset = planned.value(CARBON, "/Server/Ports/Offset").orElse("0");
            List<MatchResult> ports = planned.text(CASSANDRA).stream()
                    .flatMap(text -> CASSANDRA_PORT.matcher(text).results())
                    .toList();
            for (MatchResult port : ports) {
                if (!offset.equals("0") && !port.group(2).equals(SHIPPED_PORTS.get(port.group(1)))) {
                    context.report(
                            reporter,
                            planned,
                            CASSANDRA,
                            port.group(1),
                            "is " + port.group(2) + ", to which BAM adds the offset " + offset + " once more; nobody"
                                    + " would find Cassandra; leave " + SHIPPED_PORTS.get(port.group(1)));
                }
            }
        }
    }

    /** A toolbox signs in to the BAM that it lies in. */
    private static void toolboxesKnowTheAdministrator(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes(Role.BAM)) {
            String user = planned.value(USERS, ADMIN + "UserName").orElse("");
            String password = planned.value(USERS, ADMIN + "Password").orElse("");
            for (String path : planned.files().under(TOOLBOXES)) {
                Optional<Properties> streams = path.contains("API_Manager") && path.endsWith(".tbox")
                        ? planned.files().read(path).flatMap(BamRules::streams)
                        : Optional.empty();
                boolean stranger = streams.stream()
                        .flatMap(properties -> properties.stringPropertyNames().stream()
                                .filter(key -> key.endsWith(".username")
                                                && !properties.getProperty(key).equals(user)
                                        || key.endsWith(".password")
                                                && !properties.getProperty(key).equals(password)))
                        .findFirst()
                        .isPresent();
                if (stranger) {
                    context.report(
                            reporter,
                            planned,
                            path,
                            "streams.properties",
                            "signs in with another user name or password than BAM's administrator has, so its streams"
                                    + " would not be deployed and no statistics made; repack it, or leave BAM's"
                                    + " administrator as shipped");
                }
            }
        }
    }

    private static Optional<Properties> streams(byte[] toolbox) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(toolbox))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith("streams.properties")) {
                    Properties properties = new Properties();
                    properties.load(new StringReader(new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1)));
                    return Optional.of(properties);
                }
            }
            return Optional.empty();
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }
}
