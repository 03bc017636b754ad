package io.github.apim.product;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The facts of a version, said one by one; what is not said of a version, it does not have. Lists and tables grow with
 * each call, so that a version adds its own to what its family has in common; all else replaces what was said before.
 */
final class FactsBuilder {

    private ProductVersion version;
    private final VersionFamily family;
    private final HomeFacts home;
    private final SortedSet<Integer> javas = new TreeSet<>();
    private final Map<Role, String> profiles = new HashMap<>();
    private final List<PortFact> ports = new ArrayList<>();
    private final Set<PortPurpose> awaited = new HashSet<>();
    private final List<ServiceFact> services = new ArrayList<>();
    private final List<CallFact> calls = new ArrayList<>();
    private final List<ClusterFact> clusters = new ArrayList<>();
    private final Map<Role, Set<String>> foreign = new HashMap<>();
    private final Map<Role, Set<String>> webApplications = new HashMap<>();
    private final Map<Role, RoleHome> homes = new HashMap<>();
    private final Map<Product, Set<String>> companions = new HashMap<>();
    private final Map<String, Set<Role>> datasources = new HashMap<>();
    private Places places = Places.none();
    private SvnClient svnClient = SvnClient.NONE;
    private String workerNode = "";
    private final Map<Role, String> lacking = new HashMap<>();
    private final Map<String, String> refused = new HashMap<>();
    private final Map<Role, String> unfronted = new HashMap<>();
    private final Map<Role, Product> packs = new HashMap<>();
    private final Map<Role, String> startScripts = new HashMap<>();
    private String startScript = "";
    private boolean heapVariable;
    private Optional<AnalyticsFact> analytics = Optional.empty();
    private Optional<VaultFact> vault = Optional.empty();

    private FactsBuilder(ProductVersion version, VersionFamily family, HomeFacts home) {
        this.version = version;
        this.family = family;
        this.home = home;
    }

    /** Of a version of which nothing else is known than what is what in its home. */
    static FactsBuilder of(VersionFamily family, String version, HomeFacts home) {
        return new FactsBuilder(new ProductVersion(family.product(), version), family, home);
    }

    /** Of the pack that holds one part of the product alone. */
    FactsBuilder part(Product part) {
        version = new ProductVersion(part, version.version());
        return this;
    }

    FactsBuilder javas(Integer... versions) {
        javas.addAll(List.of(versions));
        return this;
    }

    FactsBuilder profiles(Map<Role, String> more) {
        profiles.putAll(more);
        return this;
    }

    FactsBuilder ports(List<PortFact> more) {
        ports.addAll(more);
        return this;
    }

    FactsBuilder awaited(PortPurpose... more) {
        awaited.addAll(List.of(more));
        return this;
    }

    FactsBuilder services(List<ServiceFact> more) {
        services.addAll(more);
        return this;
    }

    FactsBuilder calls(List<CallFact> more) {
        calls.addAll(more);
        return this;
    }

    FactsBuilder clusters(List<ClusterFact> more) {
        clusters.addAll(more);
        return this;
    }

    FactsBuilder foreign(Map<Role, Set<String>> more) {
        foreign.putAll(more);
        return this;
    }

    FactsBuilder webApplications(Map<Role, Set<String>> more) {
        webApplications.putAll(more);
        return this;
    }

    /** Web applications of a role, beside those that were said before. */
    FactsBuilder serving(Role role, Set<String> more) {
        webApplications.merge(
                role,
                more,
                (before, added) ->
                        Stream.concat(before.stream(), added.stream()).collect(Collectors.toSet()));
        return this;
    }

    FactsBuilder homes(Map<Role, RoleHome> more) {
        homes.putAll(more);
        return this;
    }

    /** The versions of another product that it works with; without any, it works with none that is known. */
    FactsBuilder companions(Product product, String... versions) {
        companions.put(product, Set.of(versions));
        return this;
    }

    FactsBuilder datasources(Map<String, Set<Role>> more) {
        datasources.putAll(more);
        return this;
    }

    FactsBuilder places(Places rows) {
        places = rows;
        return this;
    }

    FactsBuilder svnClient(SvnClient client) {
        svnClient = client;
        return this;
    }

    FactsBuilder workerNode(String does) {
        workerNode = does;
        return this;
    }

    FactsBuilder lacking(Map<Role, String> more) {
        lacking.putAll(more);
        return this;
    }

    FactsBuilder refused(Map<String, String> more) {
        refused.putAll(more);
        return this;
    }

    FactsBuilder unfronted(Map<Role, String> more) {
        unfronted.putAll(more);
        return this;
    }

    FactsBuilder packs(Map<Role, Product> more) {
        packs.putAll(more);
        return this;
    }

    FactsBuilder startScript(String ofMost) {
        startScript = ofMost;
        return this;
    }

    FactsBuilder startScripts(Map<Role, String> more) {
        startScripts.putAll(more);
        return this;
    }

    FactsBuilder heapVariable() {
        heapVariable = true;
        return this;
    }

    FactsBuilder analytics(AnalyticsFact server) {
        analytics = Optional.of(server);
        return this;
    }

    FactsBuilder vault(VaultFact how) {
        vault = Optional.of(how);
        return this;
    }

    Facts build() {
        return new Facts(
                version,
                family,
                javas,
                profiles,
                ports,
                awaited,
                services,
                calls,
                clusters,
                foreign,
                webApplications,
                homes,
                home,
                companions,
                datasources,
                places,
                svnClient,
                workerNode,
                lacking,
                refused,
                unfronted,
                packs,
                startScripts,
                startScript,
                heapVariable,
                analytics,
                vault);
    }
}
