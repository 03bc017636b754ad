package io.github.apim.family.carbon;

/** The files of all Carbon products that the rules read back. */
public final class ConfigurationFiles {

    public static final String CARBON = "repository/conf/carbon.xml";
    public static final String AXIS2 = "repository/conf/axis2/axis2.xml";
    public static final String CATALINA = "repository/conf/tomcat/catalina-server.xml";
    public static final String DATASOURCES = "repository/conf/datasources/master-datasources.xml";
    public static final String REGISTRY = "repository/conf/registry.xml";
    public static final String USERS = "repository/conf/user-mgt.xml";
    public static final String API_MANAGER = "repository/conf/api-manager.xml";
    public static final String CASSANDRA = "repository/conf/etc/cassandra.yaml";
    public static final String HECTOR = "repository/conf/etc/hector-config.xml";
    public static final String SECRETS = "repository/conf/security/secret-conf.properties";
    public static final String CIPHER_TEXTS = "repository/conf/security/cipher-text.properties";
    /** Where the server looks for the password of its key store, and deletes it. */
    public static final String HANDED_PASSWORD = "password-tmp";

    public static final String SYNAPSE = "repository/deployment/server/synapse-configs";
    public static final String TOOLBOXES = "repository/deployment/server/bam-toolbox";
    public static final String DROPINS = "repository/components/dropins";
    public static final String LIBRARIES = "repository/components/lib";

    public static final String DEPLOYMENT = "repository/conf/deployment.toml";

    private ConfigurationFiles() {}
}
