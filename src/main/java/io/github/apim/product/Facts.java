package io.github.apim.product;

import io.github.apim.product.PortFact.Condition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is known of one version of a product without opening its pack. Facts have no behaviour; one file per family of
 * versions says them by a {@link FactsBuilder}, and the evidence is in the page of {@code docs/facts} that the file names.
 *
 * @param family   the versions that are configured in the same way
 * @param javas    the major versions of Java that it runs on; empty where its own script says so
 * @param profiles the value of Carbon's {@code -Dprofile} by role; a role that starts with the default one is not in it
 * @param ports    what its servers listen on, in the order of the documentation
 * @param awaited  the ports that a started server must listen on before the next one is started
 * @param services what the nodes of a deployment of this version do for each other
 * @param calls    who calls whom for that
 * @param clusters the groups that its nodes form; a role that is in none does not cluster
 * @param foreign  the Jaggery applications of its pack, and from 4.1 on the web applications, that a role does not serve
 * @param webApplications how the names of those web applications of its pack begin that a role serves; a role that is not
 *                 in it serves all
 * @param homes    what a role's home has otherwise than the pack; a role that is not in it has what the pack has
 * @param home     what is what in a home
 * @param companions the versions of other products that it works with; a product that is not in it may have any
 * @param datasources the names of the datasources that servers share, and the roles that have each of them, if the
 *                 deployment has it; the API Manager's version says so for all
 * @param places   where it has its settings
 * @param svnClient what it needs to synchronize by SVN
 * @param workerNode what a server does that gets Carbon's {@code -DworkerNode=true}; empty if it is no Carbon server
 * @param lacking  roles of newer or older versions that its nodes cannot have, with why and what to do, to be put behind
 *                 the version
 * @param refused  keys of the descriptor that it has no use for, {@code *} for any name, with the same; a type of
 *                 deployment-synchronizer stands behind a colon
 * @param unfronted roles that no virtual host may lead to, with why and what to do, as in {@code lacking}
 * @param packs    the products whose packs roles are made of; a role that is not in it is made of the product's own
 * @param startScripts what starts a server, by role
 * @param startScript what starts servers of all other roles; empty if the pack's kind decides
 * @param heapVariable whether the scripts take the sizes of the heap from the variable JVM_MEM_OPTS
 * @param analytics the analytics server that its nodes report to; empty where they report to BAM, or to nobody
 * @param vault    how it holds passwords encrypted; empty if it cannot, or the plugin does not know how
 */
public record Facts(
        ProductVersion version,
        VersionFamily family,
        SortedSet<Integer> javas,
        Map<Role, String> profiles,
        List<PortFact> ports,
        Set<PortPurpose> awaited,
        List<ServiceFact> services,
        List<CallFact> calls,
        List<ClusterFact> clusters,
        Map<Role, Set<String>> foreign,
        Map<Role, Set<String>> webApplications,
        Map<Role, RoleHome> homes,
        HomeFacts home,
        Map<Product, Set<String>> companions,
        Map<String, Set<Role>> datasources,
        Places places,
        SvnClient svnClient,
        String workerNode,
        Map<Role, String> lacking,
        Map<String, String> refused,
        Map<Role, String> unfronted,
        Map<Role, Product> packs,
        Map<Role, String> startScripts,
        String startScript,
        boolean heapVariable,
        Optional<AnalyticsFact> analytics,
        Optional<VaultFact> vault) {

    /** The option that makes a Carbon server a worker, whatever that means to its version. */
    public static final String WORKER_NODE = "-DworkerNode=true";

    /** Carbon 4.2 has no profile of that name (matrix R1). */
    static final String NO_WORKER_PROFILE = "would stop with \"OSGi runtime worker profile not found\"";

    /** Carbon 4.4 takes it without one (am-1.10.0 §1). */
    static final String NO_ADMINISTRATION =
            "would answer 403 \"Invoking admin services on worker node is forbidden\" to"
                    + " all that is published to it or asked of it";

    /** Of which servers since Carbon 4.5 render their files. */
    public static final String DEPLOYMENT_TOML = "repository/conf/deployment.toml";

    /** What starts every Carbon server up to 3.x of the API Manager. */
    static final String CARBON_SCRIPT = "bin/wso2server.sh";

    /** No such profile is in their packs (am-3 R6, am-4 R17). */
    static final String NO_WORKER_FOLDER = "would stop, as there is no repository/components/worker";

    public Facts {
        javas = new TreeSet<>(javas);
        profiles = Map.copyOf(profiles);
        ports = List.copyOf(ports);
        awaited = Set.copyOf(awaited);
        services = List.copyOf(services);
        calls = List.copyOf(calls);
        clusters = List.copyOf(clusters);
        foreign = Map.copyOf(foreign);
        webApplications = Map.copyOf(webApplications);
        homes = Map.copyOf(homes);
        companions = Map.copyOf(companions);
        datasources = Map.copyOf(datasources);
        lacking = Map.copyOf(lacking);
        refused = Map.copyOf(refused);
        unfronted = Map.copyOf(unfronted);
        packs = Map.copyOf(packs);
        startScripts = Map.copyOf(startScripts);
    }

    /** The product whose pack nodes of a role are made of. */
    public Product product(Role role) {
        return packs.getOrDefault(role, role.product());
    }

    /** The script of the pack that starts servers of a role. */
    public String startScript(Role role) {
        return startScripts.getOrDefault(role, startScript);
    }

    /** Whether all gateways are of one kind, so that what were workers once are meant by them. */
    public boolean hasOneKindOfGateways() {
        return lacking.containsKey(Role.GATEWAY_WORKER) && !lacking.containsKey(Role.GATEWAY);
    }

    /** Whether gateways fetch what is published of their own accord. */
    public boolean gatewaysFetch() {
        return services.stream().anyMatch(fact -> fact.service() == Service.EVENT_HUB);
    }

    /** The Carbon profile that the launcher passes, empty where a role starts with the default one. */
    public Optional<String> profile(Role role) {
        return Optional.ofNullable(profiles.get(role));
    }

    /** The role whose servers start with a Carbon profile, if one does. */
    public Optional<Role> roleOf(String profile) {
        return profiles.entrySet().stream()
                .filter(entry -> entry.getValue().equals(profile))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }

    /** The newest Java that it runs on, empty where its own script says so. */
    public OptionalInt newestJava() {
        return javas.isEmpty() ? OptionalInt.empty() : OptionalInt.of(javas.last());
    }

    /** The Hazelcast group that nodes of a role join, if they cluster at all. */
    public Optional<ClusterFact> cluster(Role role) {
        return clusters.stream()
                .filter(cluster -> cluster.roles().contains(role))
                .findFirst();
    }

    /** What a role's home has otherwise than the pack. */
    public RoleHome home(Role role) {
        return homes.getOrDefault(role, RoleHome.SHIPPED);
    }

    /** Whether a role serves all applications of the pack. */
    public boolean servesAll(Role role) {
        return foreignApplications(role).isEmpty() && !webApplications.containsKey(role);
    }

    /** The applications of the pack that a role does not serve, by name. */
    public Set<String> foreignApplications(Role role) {
        return foreign.getOrDefault(role, Set.of());
    }

    /** Whether a role serves a web application of the pack; which of them exist differs from version to version. */
    public boolean serves(Role role, String webApplication) {
        return webApplications.containsKey(role)
                ? webApplications.get(role).stream().anyMatch(webApplication::startsWith)
                : !foreignApplications(role).contains(webApplication);
    }

    /** What is known of a port that the nodes of a role open, in one deployment or another. */
    public List<PortFact> ports(Role role) {
        return ports.stream().filter(port -> port.roles().contains(role)).toList();
    }

    /**
     * The number of a port of this version, without an offset.
     *
     * @throws IllegalArgumentException if its servers open no such port
     */
    public int port(PortPurpose purpose) {
        return ports.stream()
                .filter(port -> port.purpose() == purpose)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(version + " has no port for " + purpose.title()))
                .base();
    }

    /** What a version refuses that reports to an analytics server outside the deployment. */
    static Map<String, String> refusingBam(String why) {
        return Map.of(
                "statistics.bam",
                why,
                "statistics.events",
                "reports to an analytics server, and not to BAM nodes that could take turns; remove the key",
                "statistics.credentials",
                "signs in at the analytics server, which is statistics.analytics; put its credentials there");
    }

    static PortFact open(PortPurpose purpose, int base, Role... roles) {
        return new PortFact(purpose, base, true, Set.of(roles), Condition.ALWAYS);
    }

    static PortFact fixed(PortPurpose purpose, int base, Role... roles) {
        return new PortFact(purpose, base, false, Set.of(roles), Condition.ALWAYS);
    }
}
