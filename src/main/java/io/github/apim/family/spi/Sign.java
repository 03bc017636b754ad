package io.github.apim.family.spi;

/** What a home's files say of the node, of its neighbours, and of what all nodes share. */
public enum Sign {
    /** What the node's launcher calls it. */
    NODE,
    /** The Carbon profile that it is started with; empty for the default one. */
    PROFILE,
    JAVA_HOME,
    /** The sizes of the heap, where they are no part of {@link #JAVA_OPTIONS}. */
    HEAP_OPTIONS,
    JAVA_OPTIONS,
    /** The directory with the APIs of all gateways. */
    SHARED_DIRECTORY,
    FILLS_SHARED_DIRECTORY,
    HOST_NAME,
    /** The address that the node has for the others. */
    NODE_ADDRESS,
    MANAGEMENT_NAME,
    OFFSET,
    /** The ports of what stands before the servlets. */
    PROXY_HTTPS,
    PROXY_HTTP,
    /** Whether APIs are handed on by a repository, and which. */
    SYNCHRONIZED,
    COMMITS,
    REPOSITORY,
    REPOSITORY_USER,
    REPOSITORY_PASSWORD,
    CLUSTERED,
    SCHEME,
    DOMAIN,
    SUB_DOMAIN,
    MEMBER_HOST,
    MEMBER_PORT,
    /** The other members as {@code host:port}, in the file's order. */
    MEMBER,
    /** Of a parameter of the membership scheme. */
    CLUSTER_PARAMETER,
    HOST_NAME_VERIFIER,
    /** Of a datasource, by its name; those that lead to a file of the home are not among them. */
    DATABASE_URL,
    DATABASE_USER,
    DATABASE_PASSWORD,
    DATABASE_DRIVER,
    ADMIN_USER,
    ADMIN_PASSWORD,
    /** The primary user store as an XML document, with placeholders for what it signs in with. */
    USER_STORE,
    USER_STORE_USER,
    USER_STORE_PASSWORD,
    /** Whether the shared registry is only read. */
    REGISTRY_READ_ONLY,
    /** Where the key manager's services are. */
    KEY_SERVICES,
    LOGIN_SERVICES,
    VALIDATION_CLIENT,
    THRIFT_SERVER,
    THRIFT_SERVER_HOST,
    THRIFT_SERVER_PORT,
    /** Of an environment of gateways, by its number in the file, from 0 on. */
    ENVIRONMENT_NAME,
    ENVIRONMENT_TYPE,
    ENVIRONMENT_SERVICES,
    ENVIRONMENT_ENDPOINT,
    ENVIRONMENT_WEB_SOCKET,
    ENVIRONMENT_WEB_SUB,
    /** The environments that a gateway serves, where it only knows their names. */
    GATEWAY_LABEL,
    /** Where the hub of events is, and the brokers of all of them. */
    EVENT_HUB,
    EVENT_HUB_BROKERS,
    REVOCATION,
    PUBLISHER_LINK,
    STORE_LINK,
    STORE_SERVICES,
    /** Whether the use of APIs is reported, to whom, and as whom. */
    ANALYTICS,
    ANALYTICS_RECEIVER,
    ANALYTICS_USER,
    ANALYTICS_PASSWORD,
    /** The nodes that are to be restarted when they have been told of it, in the order of the deployment. */
    ANALYTICS_RESTART,
    /** Whether what is summed up for API Manager is summed up here. */
    ANALYTICS_TOOLBOX,
    THROTTLE_EVENTS,
    THROTTLE_POLICIES,
    /** Whether the node starts with the files of a traffic manager. */
    TRAFFIC_MANAGER_FILES,
    /** The broker of the gateways. */
    BROKER,
    /** Of an application, by its folder. */
    SIGN_ON,
    SIGN_ON_URL,
    PORTAL_PATH,
    /** The Jaggery applications that are there. */
    APPLICATION,
    /** Whether an identity server can manage keys. */
    KEY_MANAGER_BUNDLES,
    /** Where the identity server says that it is. */
    IDENTITY_PROVIDER_URL;

    /** Whether the value is a password. */
    public boolean isPassword() {
        return name().endsWith("_PASSWORD");
    }
}
