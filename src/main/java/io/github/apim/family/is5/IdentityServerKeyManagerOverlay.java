package io.github.apim.family.is5;

import io.github.apim.deployment.GatewayEnvironment;
import io.github.apim.deployment.KeyValidation;
import io.github.apim.deployment.Node;
import io.github.apim.edit.Placement;
import io.github.apim.edit.XmlElement;
import io.github.apim.edit.XmlFile;
import io.github.apim.family.am1.GatewayEnvironmentOverlay;
import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.family.carbon.KeyManagerBundles;
import io.github.apim.family.carbon.RegistryIndexer;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Pack;
import io.github.apim.product.Place;
import io.github.apim.product.Role;
import io.github.apim.topology.Environment;
import io.github.apim.topology.SharedSchema;
import io.github.apim.topology.Topology;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** An identity server that issues and validates the API Manager's tokens (matrix §11). */
public final class IdentityServerKeyManagerOverlay implements Overlay {

    private static final String HANDLERS = KeyManagerBundles.NAME + ".handlers.";
    private static final String VALIDATOR = "/APIManager/APIKeyValidator";
    private static final String CONSUMERS = "/APIManager/APIConsumerAuthentication";
    private static final String THROTTLING = "/APIManager/ThrottlingConfigurations/";
    private static final String INDEXERS = "/wso2registry/indexingConfiguration/indexers";

    /** A way to get a token, and who handles it; an empty validator stays the default. */
    private record GrantType(String name, String handler, String validator) {}

    private static final List<GrantType> GRANT_TYPES = List.of(
            new GrantType("authorization_code", HANDLERS + "ExtendedAuthorizationCodeGrantHandler", ""),
            new GrantType("password", HANDLERS + "ExtendedPasswordGrantHandler", ""),
            new GrantType(
                    "application_token",
                    HANDLERS + "ApplicationTokenGrantHandler",
                    HANDLERS + "ApplicationTokenGrantValidator"),
            new GrantType(
                    "refresh_token", "org.wso2.carbon.identity.oauth2.token.handlers.grant.RefreshGrantHandler", ""),
            new GrantType("client_credentials", HANDLERS + "ExtendedClientCredentialsGrantHandler", ""),
            new GrantType(
                    "urn:ietf:params:oauth:grant-type:saml2-bearer", HANDLERS + "ExtendedSAML2BearerGrantHandler", ""));

    @Override
    public String name() {
        return "identity-server-key-manager";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        // Where neither the pack nor the user brings the bundles, rule M47 stops the build.
        if (context.node().role() != Role.IDENTITY_SERVER_KEY_MANAGER
                || !KeyManagerBundles.areAmong(files.under(KeyManagerBundles.FOLDER))) {
            return;
        }
        Parts apiManager = Parts.of(context.pack(), CarbonFiles.API_MANAGER);
        files.xml(
                CarbonFiles.API_MANAGER,
                xml -> throttlingNobody(
                        keys(gateways(xml, apiManager, context), apiManager, context), apiManager, context));
        Parts identity = Parts.of(context.pack(), context.place(Place.IDENTITY).file());
        files.xml(context.place(Place.IDENTITY).file(), xml -> tokens(xml, identity, context));
        Optional<FilePlace> datasource = context.facts().places().find(Place.APPLICATION_AUTHENTICATION_DATASOURCE);
        if (datasource.isPresent()) {
            files.xml(
                    datasource.get().file(),
                    xml -> xml.setText(datasource.get().path(), SharedSchema.API_MANAGER.jndiName()));
        }
        files.xml(CarbonFiles.REGISTRY, IdentityServerKeyManagerOverlay::handled);
    }

    private static XmlFile gateways(XmlFile xml, Parts parts, NodeContext context) {
        Topology topology = context.topology();
        XmlFile result = parts.set(xml, "/APIManager/GatewayType", "None");
        result = parts.set(result, "/APIManager/DataSourceName", SharedSchema.API_MANAGER.jndiName());
        // Cleared tokens are told to the manager, or to whoever serves APIs alone (matrix §5).
        List<Environment> environments = topology.wiring().environments();
        if (environments.isEmpty()) {
            return result;
        }
        Environment first = environments.get(0);
        FilePlace environment = context.place(Place.GATEWAY_ENVIRONMENT);
        result = parts.set(
                result, environment.below("ServerURL").path(), Topology.servicesUrl(topology.administration(first)));
        String name = first.declared().map(GatewayEnvironment::name).orElse("");
        result = name.isEmpty()
                ? result
                : parts.set(result, environment.below("Name").path(), name);
        for (Environment other : environments.subList(1, environments.size())) {
            result = result.has(environment.path()) ? GatewayEnvironmentOverlay.listed(result, other, context) : result;
        }
        return parts.set(
                result,
                context.place(Place.REVOKE_URL).path(),
                "https://" + topology.gatewayHttps(first, context.node()) + topology.apiPath(first) + "/revoke");
    }

    private static XmlFile keys(XmlFile xml, Parts parts, NodeContext context) {
        boolean thrift = context.deployment().keyValidation() == KeyValidation.THRIFT;
        Node node = context.node();
        XmlFile result = parts.set(xml, VALIDATOR + "/KeyValidatorClientType", thrift ? "ThriftClient" : "WSClient");
        result = parts.set(result, VALIDATOR + "/EnableThriftServer", Boolean.toString(thrift));
        if (thrift) {
            // It would bind to HostName, which may be the load balancer's (matrix R4).
            result = parts.set(
                    result,
                    VALIDATOR + "/ThriftServerPort",
                    Integer.toString(context.topology().thriftPort(node)));
            result = parts.set(
                    result, VALIDATOR + "/ThriftServerHost", node.address().orElse(node.host()));
        }
        result = parts.set(result, context.place(Place.TOKEN_ENDPOINT_NAME).path(), "/oauth2/token");
        result = parts.set(result, context.place(Place.KEY_MANAGER_CACHE).path(), "false");
        result = parts.set(
                result,
                CONSUMERS + "/ClaimsRetrieverImplClass",
                "org.wso2.carbon.apimgt.impl.token.DefaultClaimsRetriever");
        result = parts.set(result, CONSUMERS + "/ConsumerDialectURI", "http://wso2.org/claims");
        result = parts.set(result, CONSUMERS + "/SignatureAlgorithm", "NONE");
        return parts.set(result, CONSUMERS + "/EnableTokenGeneration", "false");
    }

    /** It answers no API calls, so it has no events to send and nothing to refuse (am-2 §10.2). */
    private static XmlFile throttlingNobody(XmlFile xml, Parts parts, NodeContext context) {
        XmlFile result = xml;
        for (String element : List.of("DataPublisher", "BlockCondition", "JMSConnectionDetails")) {
            result = parts.set(result, THROTTLING + element + "/Enabled", "false");
        }
        Optional<FilePlace> deployer = context.facts().places().find(Place.POLICY_DEPLOYER_SWITCH);
        return deployer.isPresent() ? parts.set(result, deployer.get().path(), "false") : result;
    }

    private static XmlFile tokens(XmlFile identity, Parts parts, NodeContext context) {
        String issuer =
                "https://" + context.topology().management(context.node().role());
        XmlFile result = identity.setText(
                        "/Server/JDBCPersistenceManager/DataSource/Name", SharedSchema.API_MANAGER.jndiName())
                .put("/Server/JDBCPersistenceManager/SkipDBSchemaCreation", "true", Placement.last())
                .put(
                        "/Server/OAuth/OAuthScopeValidator",
                        XmlElement.of("OAuthScopeValidator")
                                .attribute("class", "org.wso2.carbon.identity.oauth2.validators.JDBCScopeValidator"),
                        Placement.after("OAuthCallbackHandlers", "SupportedGrantTypes"));
        Optional<FilePlace> issuerPlace = context.facts().places().find(Place.ID_TOKEN_ISSUER);
        if (issuerPlace.isPresent()) {
            result = parts.set(result, issuerPlace.get().path(), issuer + "/oauth2endpoints/token");
        }
        for (GrantType type : GRANT_TYPES) {
            result = granted(result, type);
        }
        return result;
    }

    /** A type that is shipped keeps what else is said of it. */
    private static XmlFile granted(XmlFile identity, GrantType type) {
        String place = "/Server/OAuth/SupportedGrantTypes/SupportedGrantType[GrantTypeName='" + type.name() + "']";
        XmlFile result = identity.has(place)
                ? identity.setText(place + "/GrantTypeHandlerImplClass", type.handler())
                : identity.put(
                        place,
                        XmlElement.of("SupportedGrantType")
                                .child("GrantTypeName", type.name())
                                .child("GrantTypeHandlerImplClass", type.handler()),
                        Placement.last());
        return type.validator().isEmpty()
                ? result
                : result.put(place + "/GrantTypeValidatorImplClass", type.validator(), Placement.last());
    }

    /** The handler clears caches when a workflow's settings change; the indexers are for a pack that has an index. */
    private static XmlFile handled(XmlFile registry) {
        String handler = "org.wso2.carbon.apimgt.impl.handlers.APIConfigMediaTypeHandler";
        XmlElement filter = XmlElement.of("filter")
                .attribute("class", "org.wso2.carbon.registry.core.jdbc.handlers.filters.MediaTypeMatcher")
                .child(XmlElement.of("property", "workflow-config").attribute("name", "mediaType"));
        XmlFile result = registry.put(
                "/wso2registry/handler[@class='" + handler + "']",
                XmlElement.of("handler")
                        .attribute("class", handler)
                        .attribute("methods", "PUT,DELETE")
                        .child(filter),
                Placement.after("handler", "dbConfig"));
        if (!result.has(INDEXERS)) {
            return result;
        }
        for (RegistryIndexer indexer : RegistryIndexer.values()) {
            result = result.put(
                    INDEXERS + "/indexer[@class='" + indexer.className() + "']", indexer.element(), Placement.last());
        }
        return result;
    }

    /**
     * The pack of a key manager need not have every part of the API Manager's own file: what it lacks is not set, unless
     * the user brings it.
     *
     * @param shipped empty if the pack has no such file
     */
    private record Parts(Optional<XmlFile> shipped) {

        static Parts of(Pack pack, String path) throws IOException {
            return new Parts(pack.has(path) ? Optional.of(pack.xml(path)) : Optional.empty());
        }

        XmlFile set(XmlFile xml, String place, String value) {
            String parent = place.substring(0, place.lastIndexOf('/'));
            boolean isShipped = shipped.filter(file -> file.has(parent)).isPresent();
            return isShipped || xml.has(parent) ? xml.put(place, value, Placement.last()) : xml;
        }
    }
}
