package io.github.apim.topology;

import io.github.apim.deployment.Databases;
import io.github.apim.deployment.Deployment;
import io.github.apim.product.Role;
import java.util.ArrayList;
import java.util.List;

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
        List<SharedSchema> schemas = new ArrayList<>();
        if (usesApiManager(deployment, role)) {
            schemas.add(API_MANAGER);
        }
        if (usesUsersAndRegistry(role)) {
            schemas.add(USER_MANAGEMENT);
            schemas.add(REGISTRY);
        }
        if (deployment.statistics().isPresent() && usesStatistics(role)) {
            schemas.add(STATISTICS);
        }
        return List.copyOf(schemas);
    }

    /** A gateway asks the key manager instead, and keeps the shipped database unless the descriptor says otherwise. */
    private static boolean usesApiManager(Deployment deployment, Role role) {
        return switch (role) {
            case GATEWAY_MANAGER, GATEWAY_WORKER -> deployment.gateway().sharedApiManagerDatabase();
            case KEY_MANAGER, PUBLISHER, STORE, ALL_IN_ONE, IDENTITY_SERVER_KEY_MANAGER -> true;
            case TRAFFIC_MANAGER, IDENTITY_SERVER, BAM, MESSAGE_BROKER -> false;
        };
    }

    /** A traffic manager keeps to itself all that it stores (am-2 §7). */
    private static boolean usesUsersAndRegistry(Role role) {
        return switch (role) {
            case GATEWAY_MANAGER,
                    GATEWAY_WORKER,
                    KEY_MANAGER,
                    PUBLISHER,
                    STORE,
                    ALL_IN_ONE,
                    IDENTITY_SERVER,
                    IDENTITY_SERVER_KEY_MANAGER -> true;
            case TRAFFIC_MANAGER, BAM, MESSAGE_BROKER -> false;
        };
    }

    /** BAM writes them, the applications of publisher and store show them. */
    private static boolean usesStatistics(Role role) {
        return switch (role) {
            case PUBLISHER, STORE, ALL_IN_ONE, BAM -> true;
            case GATEWAY_MANAGER,
                    GATEWAY_WORKER,
                    TRAFFIC_MANAGER,
                    KEY_MANAGER,
                    IDENTITY_SERVER,
                    IDENTITY_SERVER_KEY_MANAGER,
                    MESSAGE_BROKER -> false;
        };
    }
}
