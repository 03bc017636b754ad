package io.github.apim.family.carbon;

/**
 * Where all Carbon products keep the files that overlays change, below the product's home. What differs between versions
 * is in their {@link io.github.apim.product.Places}.
 */
public final class CarbonFiles {

    public static final String CARBON = "repository/conf/carbon.xml";
    public static final String AXIS2 = "repository/conf/axis2/axis2.xml";
    public static final String CATALINA = "repository/conf/tomcat/catalina-server.xml";
    public static final String DATASOURCES = "repository/conf/datasources/master-datasources.xml";
    public static final String REGISTRY = "repository/conf/registry.xml";
    public static final String USER_MANAGEMENT = "repository/conf/user-mgt.xml";
    public static final String API_MANAGER = "repository/conf/api-manager.xml";
    public static final String JNDI = "repository/conf/jndi.properties";
    public static final String EMBEDDED_LDAP = "repository/conf/embedded-ldap.xml";
    public static final String SERVICE_PROVIDERS = "repository/conf/identity/service-providers/";

    /** Web applications in server-side JavaScript, a folder each. */
    public static final String JAGGERY_APPLICATIONS = "repository/deployment/server/jaggeryapps/";

    /** Archives or folders, one each. */
    public static final String WEB_APPLICATIONS = "repository/deployment/server/webapps";

    /** APIs as the gateway's engine reads them. */
    public static final String SYNAPSE = "repository/deployment/server/synapse-configs/default";

    public static final String BAM_DATASOURCES = "repository/conf/datasources/bam-datasources.xml";
    public static final String HIVE = "repository/conf/advanced/hive-site.xml";

    /** Toolboxes that BAM deploys when it starts. */
    public static final String TOOLBOXES = "repository/deployment/server/bam-toolbox/";

    /** Folders {@code patchNNNN}, whose bundles replace those of the pack. */
    public static final String PATCHES = "repository/components/patches/";

    /** OSGi bundles that Carbon starts with the server. */
    public static final String DROPINS = "repository/components/dropins/";

    /** Plain jars, which Carbon wraps into bundles. */
    public static final String LIBRARIES = "repository/components/lib/";

    private CarbonFiles() {}
}
