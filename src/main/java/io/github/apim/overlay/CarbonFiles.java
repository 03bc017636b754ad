package io.github.apim.overlay;

/** Where Carbon 4.2.0 products keep the files that overlays change, below the product's home. */
final class CarbonFiles {

    static final String CARBON = "repository/conf/carbon.xml";
    static final String AXIS2 = "repository/conf/axis2/axis2.xml";
    static final String CATALINA = "repository/conf/tomcat/catalina-server.xml";
    static final String DATASOURCES = "repository/conf/datasources/master-datasources.xml";
    static final String REGISTRY = "repository/conf/registry.xml";
    static final String USER_MANAGEMENT = "repository/conf/user-mgt.xml";
    static final String API_MANAGER = "repository/conf/api-manager.xml";
    static final String IDENTITY = "repository/conf/identity.xml";
    static final String EMBEDDED_LDAP = "repository/conf/embedded-ldap.xml";
    static final String APPLICATION_AUTHENTICATION = "repository/conf/security/application-authentication.xml";
    static final String SAML_SERVICE_PROVIDERS = "repository/conf/security/sso-idp-config.xml";
    static final String SERVICE_PROVIDERS = "repository/conf/identity/service-providers/";

    /** Web applications in server-side JavaScript, a folder each. */
    static final String JAGGERY_APPLICATIONS = "repository/deployment/server/jaggeryapps/";

    static final String BAM_DATASOURCES = "repository/conf/datasources/bam-datasources.xml";
    static final String HIVE = "repository/conf/advanced/hive-site.xml";

    /** Toolboxes that BAM deploys when it starts. */
    static final String TOOLBOXES = "repository/deployment/server/bam-toolbox/";

    /** Folders {@code patchNNNN}, whose bundles replace those of the pack. */
    static final String PATCHES = "repository/components/patches/";

    /** OSGi bundles that Carbon starts with the server. */
    static final String DROPINS = "repository/components/dropins/";

    /** Plain jars, which Carbon wraps into bundles. */
    static final String LIBRARIES = "repository/components/lib/";

    private CarbonFiles() {}
}
