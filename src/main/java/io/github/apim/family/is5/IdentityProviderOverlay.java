package io.github.apim.family.is5;

import io.github.apim.archive.Content;
import io.github.apim.deployment.Node;
import io.github.apim.edit.Placement;
import io.github.apim.edit.XmlElement;
import io.github.apim.edit.XmlFile;
import io.github.apim.family.am1.SingleSignOn;
import io.github.apim.family.am1.SingleSignOn.Application;
import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The identity server signs users in for publisher and store (matrix §10). Version 5.0.0 wants each of them twice: as a
 * SAML service provider, and as an application that says how users prove who they are.
 */
public final class IdentityProviderOverlay implements Overlay {

    /** The shipped applications have the numbers 1 and 2. */
    private static final int FIRST_FREE_NUMBER = 3;

    @Override
    public String name() {
        return "identity-provider";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Node node = context.node();
        Optional<SingleSignOn> configured = SingleSignOn.of(context.deployment(), context.topology())
                .filter(found -> found.identityServer().role() == node.role());
        if (configured.isEmpty()) {
            return;
        }
        SingleSignOn singleSignOn = configured.get();
        FilePlace service = context.place(Place.IDENTITY).below("SSOService");
        files.xml(service.file(), identity -> providing(identity, service.path(), singleSignOn));
        List<Application> applications = singleSignOn.applications();
        if (!applications.isEmpty()) {
            FilePlace providers = context.place(Place.SAML_SERVICE_PROVIDERS);
            files.xml(providers.file(), shipped -> {
                XmlFile xml = shipped;
                for (Application application : applications) {
                    xml = xml.put(
                            providers.path() + "/ServiceProvider[Issuer='" + application.issuer() + "']",
                            serviceProvider(application),
                            Placement.last());
                }
                return xml;
            });
        }
        for (int i = 0; i < applications.size(); i++) {
            String path = CarbonFiles.SERVICE_PROVIDERS + applications.get(i).issuer() + ".xml";
            byte[] content = applicationFile(path, applications.get(i), FIRST_FREE_NUMBER + i);
            files.put(path, 0644, new Content.Bytes(content));
        }
        if (node != singleSignOn.identityServer()
                && context.topology().wiring().console(node).isEmpty()) {
            context.warnings()
                    .accept("users are always sent to "
                            + singleSignOn.identityServer().name() + " to sign in ("
                            + singleSignOn.identityProviderUrl() + "), never to this node; give the role " + node.role()
                            + " a name under load-balancer.virtual-hosts");
        }
    }

    private static XmlFile providing(XmlFile identity, String service, SingleSignOn singleSignOn) {
        // It ends up in every response, as destination and recipient, and must be what the browser sees (matrix M32).
        return identity.setText(service + "/IdentityProviderURL", singleSignOn.identityProviderUrl())
                // For users of tenants, whose responses the applications check with the tenant's key (matrix §10).
                .put(
                        service + "/UseAuthenticatedUserDomainCrypto",
                        "true",
                        Placement.after("UseAuthenticatedUserDomain", "IdentityProviderURL"));
    }

    private static XmlElement serviceProvider(Application application) {
        String signed = Boolean.toString(SingleSignOn.RESPONSES_ARE_SIGNED);
        return XmlElement.of("ServiceProvider")
                .child("Issuer", application.issuer())
                .child("AssertionConsumerService", application.assertionConsumerUrl())
                .child("SignAssertion", "true")
                .child("SignResponse", signed)
                .child("EnableAttributeProfile", "true")
                .child("IncludeAttributeByDefault", "true")
                .child("EnableSingleLogout", "true")
                .child(XmlElement.of("SingleLogoutUrl"))
                .child("EnableAudienceRestriction", "true")
                .child(XmlElement.of("AudiencesList").child("Audience", application.issuer()))
                .child(XmlElement.of("ConsumingServiceIndex"));
    }

    /** Users type name and password in a single step; those of all tenants may. */
    private static byte[] applicationFile(String path, Application application, int number) {
        XmlElement request = XmlElement.of("InboundAuthenticationRequestConfig")
                .child("InboundAuthKey", application.issuer())
                .child("InboundAuthType", "samlsso")
                .child(XmlElement.of("Properties"));
        XmlElement authenticator = XmlElement.of("LocalAuthenticatorConfig")
                .child("Name", "BasicAuthenticator")
                .child("DisplayName", "basicauth")
                .child("IsEnabled", "true");
        XmlElement step = XmlElement.of("AuthenticationStep")
                .child("StepOrder", "1")
                .child(XmlElement.of("LocalAuthenticatorConfigs").child(authenticator))
                .child("SubjectStep", "true")
                .child("AttributeStep", "true");
        List<XmlElement> children = XmlElement.of("ServiceProvider")
                .child("ApplicationID", Integer.toString(number))
                .child("ApplicationName", application.issuer())
                .child("Description", "The " + application.folder() + " of the API Manager")
                .child("IsSaaSApp", "true")
                .child(XmlElement.of("InboundAuthenticationConfig")
                        .child(XmlElement.of("InboundAuthenticationRequestConfigs")
                                .child(request)))
                .child(XmlElement.of("LocalAndOutBoundAuthenticationConfig")
                        .child(XmlElement.of("AuthenticationSteps").child(step)))
                .child(XmlElement.of("RequestPathAuthenticatorConfigs"))
                .child(XmlElement.of("InboundProvisioningConfig"))
                .child(XmlElement.of("OutboundProvisioningConfig"))
                .child(XmlElement.of("ClaimConfig").child("AlwaysSendMappedLocalSubjectId", "true"))
                .child(XmlElement.of("PermissionAndRoleConfig"))
                .children();
        byte[] empty = "<ServiceProvider>\n</ServiceProvider>\n".getBytes(StandardCharsets.UTF_8);
        return XmlFile.parse(path, empty)
                .replaceChildren("/ServiceProvider", children)
                .bytes();
    }
}
