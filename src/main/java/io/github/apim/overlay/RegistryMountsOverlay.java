package io.github.apim.overlay;

import io.github.apim.deployment.Databases;
import io.github.apim.edit.Placement;
import io.github.apim.edit.XmlElement;
import io.github.apim.product.Role;
import java.io.IOException;

/**
 * The governance and configuration registries mounted from the shared schema (matrix §1.4). The local registry stays as
 * it is. Gateways take part because 1.9.0 keeps the statistics settings in the configuration registry alone (matrix R9).
 */
final class RegistryMountsOverlay implements Overlay {

    private static final String CONFIG_NAME = "govregistry";
    private static final String INSTANCE_ID = "gov";

    @Override
    public String name() {
        return "registry-mounts";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Databases databases = context.deployment().databases();
        // For a JDBC mount the kernel ignores the URL, a mere label, and the cache id, but they are documented (R8).
        XmlElement instance = XmlElement.of("remoteInstance")
                .attribute("url", "https://localhost")
                .child(XmlElement.of("id").text(INSTANCE_ID))
                .child(XmlElement.of("cacheId")
                        .text(databases.credentials().username() + "@"
                                + databases.urlOf(databases.schemas().registry())))
                .child(XmlElement.of("dbConfig").text(CONFIG_NAME))
                .child(XmlElement.of("readOnly")
                        .text(Boolean.toString(context.node().role() == Role.GATEWAY_WORKER)))
                .child(XmlElement.of("enableCache").text("true"))
                .child(XmlElement.of("registryRoot").text("/"));
        XmlElement config = XmlElement.of("dbConfig")
                .attribute("name", CONFIG_NAME)
                .child(XmlElement.of("dataSource").text(DatasourcesOverlay.REGISTRY_JNDI));
        files.xml(
                CarbonFiles.REGISTRY,
                registry -> registry.put("/wso2registry", config, "@name", Placement.after("dbConfig"))
                        .put("/wso2registry", instance, Placement.before("indexingConfiguration"))
                        .put("/wso2registry", mount("/_system/governance"), "@path", Placement.after("remoteInstance"))
                        .put("/wso2registry", mount("/_system/config"), "@path", Placement.after("mount")));
    }

    /** A virtual mount hides the local collection without deleting it, so a restart finds the same state. */
    private static XmlElement mount(String path) {
        return XmlElement.of("mount")
                .attribute("path", path)
                .attribute("overwrite", "virtual")
                .child(XmlElement.of("instanceId").text(INSTANCE_ID))
                .child(XmlElement.of("targetPath").text(path));
    }
}
