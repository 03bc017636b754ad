package io.github.apim.assembly.rules;

/** The files of Carbon 4.2.0 products that the rules read back. */
final class ConfigurationFiles {

    static final String CARBON = "repository/conf/carbon.xml";
    static final String AXIS2 = "repository/conf/axis2/axis2.xml";
    static final String CATALINA = "repository/conf/tomcat/catalina-server.xml";
    static final String DATASOURCES = "repository/conf/datasources/master-datasources.xml";
    static final String REGISTRY = "repository/conf/registry.xml";
    static final String USERS = "repository/conf/user-mgt.xml";
    static final String API_MANAGER = "repository/conf/api-manager.xml";
    static final String IDENTITY = "repository/conf/identity.xml";
    static final String CASSANDRA = "repository/conf/etc/cassandra.yaml";
    static final String SECRETS = "repository/conf/security/secret-conf.properties";
    static final String CIPHER_TEXTS = "repository/conf/security/cipher-text.properties";
    static final String SYNAPSE = "repository/deployment/server/synapse-configs";
    static final String TOOLBOXES = "repository/deployment/server/bam-toolbox";
    static final String DROPINS = "repository/components/dropins";
    static final String LIBRARIES = "repository/components/lib";

    private ConfigurationFiles() {}
}
