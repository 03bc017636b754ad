package io.github.apim.product;

/** What messages and the schema show, and what messages name, of a product's names, versions and files. */
public final class Examples {

    public static final String VERSION = "1.9.0";
    public static final String PACK_COORDINATES = "org.wso2.am:wso2am:zip:1.9.0";
    public static final String PACK_FILE = "packs/wso2is-5.0.0.zip";
    public static final String OTHER_PACK_FILE = "packs/wso2bam-2.5.0.zip";
    public static final String CONFIGURATION_FILE = "repository/conf/carbon.xml";
    public static final String FOLDER = "repository/logs";

    /** The datasources of a Carbon server. */
    public static final String DATASOURCES = "repository/conf/datasources/master-datasources.xml";

    /** What gateways are told of APIs. */
    public static final String SYNAPSE = "repository/deployment/server/synapse-configs";

    /** Where a Carbon server looks for plain jars. */
    public static final String LIBRARIES = "repository/components/lib";

    /** Where a Carbon server looks for bundles. */
    public static final String DROPINS = "repository/components/dropins";

    private Examples() {}
}
