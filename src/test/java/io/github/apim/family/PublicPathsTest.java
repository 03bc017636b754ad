package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.Deployment;
import io.github.apim.family.am1.SingleSignOn;
import io.github.apim.testing.Around;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import io.github.apim.topology.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One public name, under which paths lead to publisher, store and APIs (matrix §5, §9, §14). */
@Needs
class PublicPathsTest {

    private static final String DESCRIPTOR = """
            packs: { api-manager: "PACK" }
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            load-balancer:
              address: 10.0.0.5
              virtual-hosts:
                publisher: { name: apim.example.com, path: /publisher, http: 80 }
                store: { name: apim.example.com, path: /apimanager/store, http: 80 }
                gateway-worker: { name: apim.example.com, path: /apis, http: 80 }
            nodes:
              gw: { role: gateway-worker, host: gw.internal, address: 10.0.0.11 }
              km: { role: key-manager, host: km.internal, address: 10.0.0.12 }
              pub: { role: publisher, host: pub.internal, address: 10.0.0.13 }
              store: { role: store, host: store.internal, address: 10.0.0.14 }
            """;

    private static final String APPLICATIONS = "repository/deployment/server/jaggeryapps/";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void portalsMakeTheirLinksOfTheNameAndThePath(TestPacks pack) throws IOException {
        Map<String, NodeHome> homes = deployment(pack).assemble();

        assertThat(site(homes.get("pub"), "publisher"))
                .contains("\"enabled\" : true,", "\"host\" : \"apim.example.com\"", "\"context\":\"/publisher\"");
        assertThat(site(homes.get("store"), "store"))
                .contains(
                        "\"enabled\" : true,", "\"host\" : \"apim.example.com\"", "\"context\":\"/apimanager/store\"");
        assertThat(EffectiveConfiguration.of(homes.get("pub")))
                .contains("store: true https://apim.example.com:443/apimanager/store\n")
                .contains("proxyPort 9763: 80\nproxyPort 9443: 443\n", "HostName: apim.example.com\n");
        assertThat(EffectiveConfiguration.of(homes.get("store")))
                .contains("publisher: true https://apim.example.com:443/publisher\n");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void apisAreCalledAndTokensRevokedBelowTheirPath(TestPacks pack) throws IOException {
        Map<String, NodeHome> homes = deployment(pack).assemble();

        assertThat(EffectiveConfiguration.of(homes.get("store")))
                .contains("GatewayEndpoint: http://apim.example.com:80/apis,https://apim.example.com:443/apis\n")
                .contains("RevokeAPIURL: https://apim.example.com:443/apis/revoke\n");
        assertThat(EffectiveConfiguration.of(homes.get("gw")))
                .contains("WSDLEPRPrefix https: https://apim.example.com:443/apis\n")
                .contains("WSDLEPRPrefix http: http://apim.example.com:80/apis\n");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void theIdentityServerSendsUsersBackBelowThePath(TestPacks pack) throws IOException {
        Deployment deployment = deployment(pack)
                .with("packs: { ", "packs: { identity-server: is.zip, ")
                .with("nodes:\n", """
                        single-sign-on: { identity-server: is }
                        nodes:
                          is: { role: identity-server, host: is.internal, address: 10.0.0.15 }
                        """)
                .read()
                .deployment();

        assertThat(SingleSignOn.of(deployment, new Topology(deployment))
                        .orElseThrow()
                        .applications())
                .extracting(SingleSignOn.Application::assertionConsumerUrl)
                .containsExactly(
                        "https://apim.example.com:443/publisher/jagg/jaggery_acs.jag",
                        "https://apim.example.com:443/apimanager/store/jagg/jaggery_acs.jag");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void nginxHasOneServerWithALocationForEach(TestPacks pack) throws IOException {
        Around around = Around.of(deployment(pack));

        assertThat(around.below("nginx/apim/virtual-hosts").keySet())
                .containsExactly("nginx/apim/virtual-hosts/publisher.conf");
        String text = around.text("nginx/apim/virtual-hosts/publisher.conf");
        assertThat(text.substring(text.indexOf("    listen 443 ssl;"))).isEqualTo("""
                    listen 443 ssl;
                    server_name apim.example.com;
                    ssl_certificate /etc/nginx/ssl/apim.example.com.crt;
                    ssl_certificate_key /etc/nginx/ssl/apim.example.com.key;
                    include apim/tls.conf;

                    location = /publisher {
                        return 301 $scheme://$http_host/publisher/;
                    }

                    location /publisher/ {
                        rewrite ^/publisher(/(?:t/[^/]+/)?registry/.*)$ $1 break;
                        proxy_pass https://apim-publisher-https;
                        include apim/proxy.conf;
                    }

                    location = /apimanager/store {
                        return 301 $scheme://$http_host/apimanager/store/;
                    }

                    location /apimanager/store/ {
                        rewrite ^/apimanager/store(/(?:t/[^/]+/)?registry/.*)$ $1 break;
                        rewrite ^/apimanager/store/(.*)$ /store/$1 break;
                        proxy_pass https://apim-store-https;
                        proxy_redirect ~^https?://[^/]+/store/(.*)$ $scheme://$http_host/apimanager/store/$1;
                        proxy_redirect /store/ /apimanager/store/;
                        proxy_cookie_path /store /apimanager/store;
                        include apim/proxy.conf;
                    }

                    location /apis/ {
                        rewrite ^/apis(/.*)$ $1 break;
                        proxy_pass https://apim-gateway-worker-https;
                        include apim/proxy.conf;
                    }

                    location / {
                        return 404;
                    }
                }
                """);
        assertThat(around.text("firewall.md")).contains("| 443 | ").doesNotContain("store.example.com");
        assertThat(around.page()).contains("apim.example.com/apimanager/store");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void twoPathsThatAreTheSameAreOneTooMany(TestPacks pack) throws IOException {
        TestDeployment deployment = deployment(pack).with("path: /apis", "path: /publisher");

        assertThatThrownBy(deployment::validate)
                .hasMessageContaining("would bind the same ports")
                .hasMessageContaining("[M38]");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void aKeyManagerCannotHaveAPath(TestPacks pack) throws IOException {
        TestDeployment deployment = deployment(pack)
                .with("publisher: { name", "key-manager: { name: km.example.com, path: /keys }\n    publisher: { name");

        assertThatThrownBy(deployment::assemble)
                .hasMessageContaining(
                        "load-balancer.virtual-hosts.key-manager.path: a virtual host of key-manager cannot have a path");
    }

    private static String site(NodeHome home, String application) {
        String text = home.text(APPLICATIONS + application + "/site/conf/site.json");
        return text.substring(text.indexOf("\"reverseProxy\""));
    }

    private TestDeployment deployment(TestPacks pack) throws IOException {
        return TestDeployment.in(folder, pack.zip(), DESCRIPTOR);
    }
}
