package io.github.apim.topology;

import io.github.apim.deployment.Databases;
import io.github.apim.deployment.Deployment;
import io.github.apim.product.Facts;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A schema of the database server that nodes share, and the datasource under which the products know it (matrix §1.2). */
public enum SharedSchema {
    API_MANAGER("WSO2AM_DB", "APIs, applications, subscriptions and tokens, shared by all nodes"),
    USER_MANAGEMENT("WSO2UM_DB", "Users and permissions, shared by all nodes"),
    REGISTRY("WSO2REG_DB", "Governance and configuration registry, shared by all nodes"),
    STATISTICS("WSO2AM_STATS_DB", "Summaries of the APIs' use, written by BAM");

    /** The most connections that one node opens to one schema (matrix §1.2). */
    public static final int POOL_SIZE = 50;

    private final String datasource;
    private final String description;

    SharedSchema(String datasource, String description) {
        this.datasource = datasource;
        this.description = description;
    }

    /** The datasource's name; that of the statistics is fixed in BAM's scripts. */
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

    /** The schema's name on the database server. */
    public String name(Databases databases) {
        return switch (this) {
            case API_MANAGER -> databases.schemas().apiManager();
            case USER_MANAGEMENT -> databases.schemas().userManagement();
            case REGISTRY -> databases.schemas().registry();
            case STATISTICS -> databases.schemas().statistics();
        };
    }

    /** The schemas that nodes of a role use in a deployment (matrix §1.1). */
    public static List<SharedSchema> of(Deployment deployment, Role role) {
        Facts facts = Suite.of(deployment).facts(Product.API_MANAGER);
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
            case USER_MANAGEMENT, REGISTRY -> true;
            case STATISTICS -> deployment.statistics().isPresent();
        };
    }
}
