package io.github.apim.topology;

import io.github.apim.deployment.Databases;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.product.Catalogue;
import io.github.apim.product.Facts;
import io.github.apim.product.Product;
import io.github.apim.product.ProductVersion;
import io.github.apim.product.Role;
import io.github.apim.product.SchemaContent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A schema of the database server that nodes share, and the datasource under which the products know it (matrix §1.2). */
public enum SharedSchema {
    API_MANAGER("WSO2AM_DB", "APIs, applications, subscriptions and tokens, shared by all nodes"),
    USER_MANAGEMENT("WSO2UM_DB", "Users and permissions, shared by all nodes"),
    REGISTRY("WSO2REG_DB", "Governance and configuration registry, shared by all nodes"),
    SHARED("WSO2SHARED_DB", "Users, permissions and registry, shared by all nodes"),
    STATISTICS("WSO2AM_STATS_DB", "Summaries of the APIs' use, written by BAM");

    /** The most connections that one node opens to one schema (matrix §1.2). */
    public static final int POOL_SIZE = 50;

    private final String datasource;
    private final String description;

    SharedSchema(String datasource, String description) {
        this.datasource = datasource;
        this.description = description;
    }

    /** The datasource's name; that of the statistics is fixed in API Manager, and in BAM's scripts. */
    public String datasource() {
        return datasource;
    }

    /** The name under which the products look the datasource up. */
    public String jndiName() {
        return "jdbc/" + datasource;
    }

    public String description() {
        return description;
    }

    /** The schema's name on its database server. */
    public String name(Databases databases) {
        return in(databases).name();
    }

    /** The schema on its database server. */
    public Databases.Schema in(Databases databases) {
        return switch (this) {
            case API_MANAGER -> databases.schemas().apiManager();
            case USER_MANAGEMENT -> databases.schemas().userManagement();
            case REGISTRY -> databases.schemas().registry();
            case SHARED -> databases.schemas().shared();
            case STATISTICS -> databases.schemas().statistics();
        };
    }

    /** What the packs' scripts make in it; empty for the statistics, whose tables their server makes by itself (matrix §1.5). */
    public Optional<SchemaContent> content() {
        return switch (this) {
            case API_MANAGER -> Optional.of(SchemaContent.API_MANAGER);
            case USER_MANAGEMENT, REGISTRY, SHARED -> Optional.of(SchemaContent.USERS_AND_REGISTRY);
            case STATISTICS -> Optional.empty();
        };
    }

    /** The descriptor's key below {@code databases.schemas}. */
    public String key() {
        return switch (this) {
            case API_MANAGER -> "api-manager";
            case USER_MANAGEMENT -> "user-management";
            case REGISTRY -> "registry";
            case SHARED -> "shared";
            case STATISTICS -> "statistics";
        };
    }

    /** The nodes that use it, in the descriptor's order. */
    public List<Node> users(Deployment deployment) {
        return deployment.nodes().stream()
                .filter(node -> of(deployment, node.role()).contains(this))
                .toList();
    }

    /** The schemas that some node uses. */
    public static List<SharedSchema> used(Deployment deployment) {
        return Arrays.stream(values())
                .filter(schema -> !schema.users(deployment).isEmpty())
                .toList();
    }

    /** The schemas that nodes of a role use in a deployment (matrix §1.1). */
    public static List<SharedSchema> of(Deployment deployment, Role role) {
        Product product = Product.API_MANAGER;
        Facts facts = Catalogue.of(new ProductVersion(product, deployment.version(product)));
        return Arrays.stream(values())
                .filter(schema -> facts.datasources()
                        .getOrDefault(schema.datasource, Set.of())
                        .contains(role))
                .filter(schema -> schema.isAskedFor(deployment, role))
                .toList();
    }

    private boolean isAskedFor(Deployment deployment, Role role) {
        return switch (this) {
            case API_MANAGER -> !role.isGateway() || deployment.gateway().sharedApiManagerDatabase();
            case USER_MANAGEMENT, REGISTRY, SHARED -> true;
            case STATISTICS -> deployment.statistics().isPresent();
        };
    }
}
