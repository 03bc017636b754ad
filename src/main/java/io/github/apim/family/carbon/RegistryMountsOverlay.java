package io.github.apim.family.carbon;

import io.github.apim.deployment.Databases;
import io.github.apim.deployment.KnownSecrets;
import io.github.apim.deployment.SecretNames;
import io.github.apim.deployment.Secrets;
import io.github.apim.edit.Placement;
import io.github.apim.edit.XmlElement;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import io.github.apim.topology.SharedSchema;
import java.io.IOException;

/**
 * The governance and configuration registries mounted from the shared schema (matrix §1.4). The local registry stays as
 * it is. Gateways take part because 1.9.0 keeps the statistics settings in the configuration registry alone (matrix R9).
 */
public final class RegistryMountsOverlay implements Overlay {

    private static final String CONFIG_NAME = "govregistry";
    private static final String INSTANCE_ID = "gov";
    private static final String GOVERNANCE = "/_system/governance";
    private static final String CONFIG = "/_system/config";

    @Override
    public String name() {
        return "registry-mounts";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        boolean shared =
                SharedSchema.of(context.deployment(), context.node().role()).contains(SharedSchema.REGISTRY);
        if (!shared) {
            return;
        }
        Databases databases = context.deployment().databases();
        Databases.Schema registry = databases.schemas().registry();
        // For a JDBC mount the kernel ignores the URL, a mere label, and the cache id, but they are documented (R8).
        XmlElement instance = XmlElement.of("remoteInstance")
                .attribute("url", "https://localhost")
                .child("id", INSTANCE_ID)
                .child("cacheId", registry.credentials().username() + "@" + databases.urlOf(registry))
                .child("dbConfig", CONFIG_NAME)
                .child("readOnly", Boolean.toString(context.node().role() == Role.GATEWAY_WORKER))
                .child("enableCache", "true")
                .child("registryRoot", "/");
        XmlElement config = XmlElement.of("dbConfig")
                .attribute("name", CONFIG_NAME)
                .child("dataSource", SharedSchema.REGISTRY.jndiName());
        files.xml(
                CarbonFiles.REGISTRY,
                file -> file.put(
                                "/wso2registry/dbConfig[@name='" + CONFIG_NAME + "']",
                                config,
                                Placement.after("dbConfig"))
                        .put(
                                "/wso2registry/remoteInstance[id='" + INSTANCE_ID + "']",
                                instance,
                                Placement.after("remoteInstance", "dbConfig"))
                        .put(
                                mountPath(CONFIG),
                                mount(CONFIG, configTarget(context.node().role())),
                                Placement.after("remoteInstance"))
                        .put(mountPath(GOVERNANCE), mount(GOVERNANCE, GOVERNANCE), Placement.after("mount")));
        if (SecretNames.areAssignedIn(databases.parameters())
                || KnownSecrets.of(Secrets.of(context.deployment())).occurIn(databases.parameters())) {
            files.secret(CarbonFiles.REGISTRY);
        }
    }

    /** Identity servers keep the configuration of their own product apart (matrix §1.1, M20). */
    private static String configTarget(Role role) {
        return role.product() == Product.IDENTITY_SERVER ? CONFIG + "/is" : CONFIG;
    }

    private static String mountPath(String path) {
        return "/wso2registry/mount[@path='" + path + "']";
    }

    /** A virtual mount hides the local collection without deleting it, so a restart finds the same state. */
    private static XmlElement mount(String path, String target) {
        return XmlElement.of("mount")
                .attribute("path", path)
                .attribute("overwrite", "virtual")
                .child("instanceId", INSTANCE_ID)
                .child("targetPath", target);
    }
}
