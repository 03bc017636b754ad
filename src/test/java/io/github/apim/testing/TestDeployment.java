package io.github.apim.testing;

import io.github.apim.assembly.AssembledNode;
import io.github.apim.assembly.Assembly;
import io.github.apim.assembly.AssemblyListener;
import io.github.apim.assembly.AssemblyRequest;
import io.github.apim.assembly.Layout;
import io.github.apim.assembly.NodeSelection;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.assembly.Validation;
import io.github.apim.deployment.ArtifactReference;
import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Environment;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Secret;
import io.github.apim.descriptor.DeploymentReader;
import io.github.apim.descriptor.Environments;
import io.github.apim.descriptor.ReadResult;
import io.github.apim.overlay.UserFolder;
import io.github.apim.product.Pack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A deployment in a folder of its own: a descriptor, the jars it names, and what comes out of assembling it. */
public final class TestDeployment {

    /** The servers of settings.xml; each password has characters that XML and shells would stumble over. */
    private static final Map<String, Credentials> SERVERS = Map.of(
            "apim-db", new Credentials("apimuser", new Secret("db<&>'\"$(secret)")),
            "apim-admin", new Credentials("operator", new Secret("admin&secret")),
            "bam-admin", new Credentials("analyst", new Secret("bam<&>=secret")),
            "apim-ad", new Credentials("cn=apim,dc=example", new Secret("ad&<secret")),
            "apim-aws", new Credentials("access-key", new Secret("aws&<secret")),
            "apim-svn", new Credentials("svnuser", new Secret("svn]]>secret")));

    private final Path folder;
    private final List<String> warnings = new ArrayList<>();
    private final List<String> accepted = new ArrayList<>();
    private final Map<String, Credentials> servers = new HashMap<>(SERVERS);
    private final Map<String, String> properties = new HashMap<>();
    private String descriptor;
    private boolean force;
    private Layout layout = Layout.SINGLE;
    private Environment environment = Environment.NONE;
    private Optional<java.time.Instant> timestamp = Optional.empty();

    private TestDeployment(Path folder, String descriptor) {
        this.folder = folder;
        this.descriptor = descriptor;
    }

    /**
     * A deployment in this folder, where the driver, the SVN client's jars and, if it is named, the small BAM pack lie too.
     *
     * @param pack replaces {@code PACK} in the descriptor
     */
    public static TestDeployment in(Path folder, Path pack, String descriptor) throws IOException {
        TestJars.mysqlDriver(folder.resolve("mysql-connector-java-5.1.49.jar"), 49);
        TestJars.jar(folder.resolve("svnkit-1.3.9.wso2v2.jar"), "svnkit.txt", new byte[] {1});
        TestJars.jar(folder.resolve("trilead-ssh2-1.0.0-build215.jar"), "trilead.txt", new byte[] {2});
        if (descriptor.contains("bam: wso2bam-2.5.0.zip")) {
            SmallPack.bam().toZip(folder);
        }
        return new TestDeployment(
                folder, descriptor.replace("PACK", pack.toAbsolutePath().toString()));
    }

    /** The same with one text of the descriptor replaced; fails if the text is not there. */
    public TestDeployment with(String text, String replacement) {
        if (!descriptor.contains(text)) {
            throw new IllegalArgumentException("the descriptor does not say: " + text);
        }
        descriptor = descriptor.replace(text, replacement);
        return this;
    }

    /** The same with one server of settings.xml more. */
    public TestDeployment knowing(String server, String user, String password) {
        servers.put(server, new Credentials(user, new Secret(password)));
        return this;
    }

    /** The same with another password for a server of settings.xml. */
    public TestDeployment knowing(String server, String password) {
        servers.put(server, new Credentials(SERVERS.get(server).username(), new Secret(password)));
        return this;
    }

    /** The same with a property, or {@code env.X} for an environment variable. */
    public TestDeployment property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    /** The same with an environment's file beside the descriptor. */
    public TestDeployment environment(String name, String yaml) throws IOException {
        Path file = new Environments(file()).file(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, yaml);
        return this;
    }

    /** The same deployment for an environment, built into a folder of its own. */
    public TestDeployment inEnvironment(String... layers) {
        TestDeployment other = new TestDeployment(folder, descriptor);
        other.servers.putAll(servers);
        other.properties.putAll(properties);
        other.environment = new Environment(List.of(layers));
        return other;
    }

    /** The same with a fixed time for all entries. */
    public TestDeployment at(java.time.Instant time) {
        timestamp = Optional.of(time);
        return this;
    }

    /** The same in the same folder, to be changed on its own. */
    public TestDeployment copy() {
        return new TestDeployment(folder, descriptor);
    }

    /** Another descriptor in the same folder, which names the same files. */
    public TestDeployment saying(String otherDescriptor) {
        return new TestDeployment(folder, otherDescriptor);
    }

    /** The names of all nodes. */
    public List<String> nodes() throws IOException {
        return read().deployment().nodes().stream().map(Node::name).toList();
    }

    /** The same, built although it is there already. */
    public TestDeployment forced() {
        force = true;
        return this;
    }

    /** The same in this layout. */
    public TestDeployment in(Layout other) {
        layout = other;
        return this;
    }

    /** The folder that the descriptor lies in. */
    public Path folder() {
        return folder;
    }

    /** Where the tarballs go. */
    public Path output() {
        Path all = folder.resolve("target/apim");
        return environment.name().map(all::resolve).orElse(all);
    }

    /** The warnings of the last assembly. */
    public List<String> warnings() {
        return warnings;
    }

    /** What the last assembly has told of accepted breaches. */
    public List<String> accepted() {
        return accepted;
    }

    /** Assembles all nodes that can be built. */
    public Map<String, NodeHome> assemble() throws IOException {
        return assemble(NodeSelection.ALL);
    }

    /** Assembles all nodes, and reads the tarballs of those that run API Manager. */
    public Map<String, NodeHome> assembleApiManagers() throws IOException {
        Map<String, NodeHome> homes = assemble();
        homes.values().removeIf(home -> !home.has("repository/conf/api-manager.xml"));
        return homes;
    }

    /** Assembles the selected nodes and reads their tarballs, by node. */
    public Map<String, NodeHome> assemble(NodeSelection selection) throws IOException {
        Map<String, NodeHome> homes = new java.util.LinkedHashMap<>();
        for (AssembledNode node : run(selection, 2)) {
            homes.put(node.plan().node().name(), NodeHome.read(node.tarball()));
        }
        return homes;
    }

    /** Assembles the selected nodes. */
    public List<AssembledNode> run(NodeSelection selection, int threads) throws IOException {
        return run(selection, threads, listener());
    }

    /** Assembles the selected nodes, telling somebody of it. */
    public List<AssembledNode> run(NodeSelection selection, int threads, AssemblyListener told) throws IOException {
        return new Assembly(
                        new AssemblyRequest(request(selection, threads), output(), timestamp, "test", force).in(layout),
                        TestDeployment::unresolved,
                        told)
                .run();
    }

    /** What the deployment is read and planned with, for those who plan it themselves. */
    public PlanRequest planRequest() throws IOException {
        return request(NodeSelection.ALL, 2);
    }

    /** The same for some nodes, with so many threads. */
    public PlanRequest planRequest(NodeSelection selection, int threads) throws IOException {
        return request(selection, threads);
    }

    /** Checks all nodes and writes nothing. */
    public Validation.Summary validate() throws IOException {
        return new Validation(request(NodeSelection.ALL, 2), TestDeployment::unresolved, listener()).run();
    }

    /** The descriptor as it is read. */
    public ReadResult read() throws IOException {
        Path file = write();
        return new DeploymentReader(
                        name -> Optional.ofNullable(properties.get(name)), id -> Optional.ofNullable(servers.get(id)))
                .read(file, environment);
    }

    /** Writes the descriptor, whether or not it can be read. */
    public Path write() throws IOException {
        return Files.writeString(file(), descriptor);
    }

    private Path file() {
        return folder.resolve("deployment.yaml");
    }

    private PlanRequest request(NodeSelection selection, int threads) throws IOException {
        ReadResult read = read();
        warnings.clear();
        accepted.clear();
        read.warnings().forEach(warning -> warnings.add(warning.toString()));
        return new PlanRequest(
                read,
                selection,
                UserFolder.all(folder.resolve("overlays"), new Environments(file()), environment),
                folder.resolve("cache"),
                threads);
    }

    /** Finds no artifact: the deployments of the tests name files. */
    public static Path unresolved(ArtifactReference.Coordinates coordinates) throws IOException {
        throw new IOException(coordinates + " is not needed here");
    }

    /** Keeps the warnings. */
    public AssemblyListener listener() {
        return new Warnings(warnings, accepted);
    }

    /** Keeps the warnings of who plans a deployment on his own. */
    public static AssemblyListener listener(List<String> warnings) {
        return new Warnings(warnings, new ArrayList<>());
    }

    /** The servers as settings.xml has them. */
    public static String settings() {
        StringBuilder xml = new StringBuilder("<settings><!-- mirror --><servers>");
        SERVERS.forEach((id, credentials) -> xml.append("<server><id>")
                .append(id)
                .append("</id><username>")
                .append(credentials.username())
                .append("</username><password>")
                .append(credentials
                        .password()
                        .reveal()
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;"))
                .append("</password></server>"));
        return xml.append("</servers></settings>").toString();
    }

    /** The passwords of the servers. */
    public static List<String> passwords() {
        return SERVERS.values().stream()
                .map(credentials -> credentials.password().reveal())
                .toList();
    }

    private record Warnings(List<String> warnings, List<String> acceptances) implements AssemblyListener {

        @Override
        public void accepted(String message) {
            acceptances.add(message);
        }

        @Override
        public void packOpened(Pack pack, Duration time) {}

        @Override
        public void waitingFor(Path folder) {}

        @Override
        public void assembled(AssembledNode node) {}

        @Override
        public void unchanged(String node, Path tarball) {}

        @Override
        public void warning(String message) {
            warnings.add(message);
        }
    }
}
