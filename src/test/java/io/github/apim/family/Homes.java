package io.github.apim.family;

import io.github.apim.deployment.Node;
import io.github.apim.deployment.Problem;
import io.github.apim.descriptor.ReadResult;
import io.github.apim.edit.XmlFile;
import io.github.apim.family.carbon.ConfigurationFiles;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Rules;
import io.github.apim.rules.XmlReading;
import io.github.apim.testing.ExampleDeployment;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The homes of a whole deployment that breaks no rule, as they are assembled. A test breaks one file and reads what the
 * rules say.
 */
public final class Homes {

    public static final String AXIS2 = ConfigurationFiles.AXIS2;
    public static final String CARBON = ConfigurationFiles.CARBON;
    public static final String API_MANAGER = ConfigurationFiles.API_MANAGER;
    public static final String DATASOURCES = ConfigurationFiles.DATASOURCES;
    public static final String REGISTRY = ConfigurationFiles.REGISTRY;
    public static final String USERS = ConfigurationFiles.USERS;
    public static final String CATALINA = ConfigurationFiles.CATALINA;
    public static final String IDENTITY = "repository/conf/identity.xml";
    public static final String PUBLISHER = "repository/deployment/server/jaggeryapps/publisher/site/conf/site.json";
    public static final String STORE = "repository/deployment/server/jaggeryapps/store/site/conf/site.json";

    private static final String DESCRIPTOR = """
            packs:
              api-manager: wso2am-1.9.0.zip
              identity-server: wso2is-5.0.0.zip
              bam: wso2bam-2.5.0.zip
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            admin: { credentials: apim-admin }
            deployment-synchronizer:
              url: http://10.0.0.21/repos/gateway
              credentials: apim-svn
              client: [ svnkit-1.3.9.wso2v2.jar, trilead-ssh2-1.0.0-build215.jar ]
            load-balancer:
              virtual-hosts:
                gateway-worker: gw.example.com
                gateway-manager: { name: mgt.example.com, https: 443 }
                publisher: { name: pub.example.com, https: 443 }
            single-sign-on: { identity-server: is }
            statistics: { bam: bam }
            nodes:
              manager:   { role: gateway-manager, host: gw-mgt.internal, address: 10.0.0.10 }
              worker-1:  { role: gateway-worker,  host: gw-1.internal,   address: 10.0.0.11 }
              worker-2:  { role: gateway-worker,  host: gw-2.internal,   address: 10.0.0.12 }
              km:        { role: key-manager,     host: km.internal,     address: 10.0.0.13, offset: 1 }
              publisher: { role: publisher,       host: pub.internal,    address: 10.0.0.14 }
              store:     { role: store,           host: store.internal,  address: 10.0.0.14, offset: 1 }
              is:        { role: identity-server, host: is.internal,     address: 10.0.0.15 }
              bam:       { role: bam,             host: bam.internal,    address: 10.0.0.16, offset: 3 }
            """;

    private static final Map<String, Map<String, byte[]>> ASSEMBLED = new HashMap<>();

    private final TestDeployment deployment;
    private final Map<String, TreeMap<String, byte[]>> files = new HashMap<>();
    private final Map<String, Set<String>> changed = new HashMap<>();

    private Homes(TestDeployment deployment) {
        this.deployment = deployment;
    }

    public static Homes sound(Path folder) throws IOException {
        TestDeployment deployment = ExampleDeployment.in(folder).saying(DESCRIPTOR);
        assembleOnce(deployment);
        Homes homes = new Homes(deployment);
        ASSEMBLED.forEach((node, files) -> homes.files.put(node, new TreeMap<>(files)));
        return homes;
    }

    private static synchronized void assembleOnce(TestDeployment deployment) throws IOException {
        if (ASSEMBLED.isEmpty()) {
            Map<String, Map<String, byte[]>> assembled = new HashMap<>();
            deployment.assemble().forEach((node, home) -> {
                Map<String, byte[]> files = new HashMap<>();
                home.filePaths().forEach(path -> files.put(path, home.bytes(path)));
                assembled.put(node, files);
            });
            ASSEMBLED.putAll(assembled);
        }
    }

    /** Changes the descriptor; the files stay as they are. */
    public Homes describe(String text, String replacement) {
        deployment.with(text, replacement);
        return this;
    }

    public Homes replace(String node, String file, String text, String replacement) {
        return edit(node, file, before -> {
            if (!before.contains(text)) {
                throw new IllegalArgumentException(file + " of " + node + " does not say: " + text);
            }
            return before.replace(text, replacement);
        });
    }

    public Homes set(String node, String file, String place, String value) {
        return editXml(node, file, xml -> xml.set(place, value));
    }

    private Homes editXml(String node, String file, UnaryOperator<XmlFile> edit) {
        return put(
                node,
                file,
                edit.apply(XmlFile.parse(file, files.get(node).get(file))).bytes());
    }

    public Homes edit(String node, String file, UnaryOperator<String> edit) {
        String before = new String(files.get(node).get(file), StandardCharsets.ISO_8859_1);
        return put(node, file, edit.apply(before));
    }

    public Homes put(String node, String file, String text) {
        return put(node, file, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public Homes put(String node, String file, byte[] content) {
        files.get(node).put(file, content);
        changed.computeIfAbsent(node, absent -> new HashSet<>()).add(file);
        return this;
    }

    public Homes remove(String node, String start) {
        files.get(node).keySet().removeIf(path -> path.startsWith(start));
        return this;
    }

    public byte[] bytes(String node, String file) {
        return files.get(node).get(file);
    }

    /** What all rules find, in the descriptor's order. */
    public List<Problem> problems() throws IOException {
        return Rules.check(PlanRules.of(context().topology().suite()), context());
    }

    /** What the rules look at. */
    public PlanContext context() throws IOException {
        ReadResult descriptor = deployment.read();
        List<PlannedNode> planned = new ArrayList<>();
        for (Node node : descriptor.deployment().nodes()) {
            if (files.containsKey(node.name())) {
                planned.add(new PlannedNode(
                        node,
                        new HeldFiles(files.get(node.name()), changed.getOrDefault(node.name(), Set.of())),
                        new XmlReading()));
            }
        }
        return PlanContext.of(descriptor, planned);
    }

    /** What the rule of this id finds, a line for each; empty if it finds nothing. */
    public String said(String id) throws IOException {
        return problems().stream()
                .filter(problem -> problem.rule().equals(id))
                .map(Problem::toString)
                .collect(Collectors.joining("\n"));
    }
}
