package io.github.apim.companion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.Deployment;
import io.github.apim.testing.SurroundedDeployment;
import io.github.apim.testing.ThrottledDeployment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NginxCompanionTest {

    private static final String HOSTS = "nginx/apim/virtual-hosts/";

    @TempDir
    Path folder;

    private static CompanionFiles nginx(Deployment deployment) throws IOException {
        return CompanionFiles.of(new NginxCompanion().files(CompanionContext.of(deployment, Map.of())));
    }

    @Test
    void webSocketsGoToTheWorkersInBlocksOfTheirOwnAndOtherNamesAreRefusedThereToo() throws IOException {
        CompanionFiles files = nginx(ThrottledDeployment.in(folder));

        assertThat(files.text(HOSTS + "gateway-worker.conf")).contains("""
                upstream apim-gateway-worker-web-socket {
                    server 10.1.0.11:9099;  # gateway-worker-1
                    server 10.1.0.12:9099;  # gateway-worker-2
                    keepalive 16;
                }
                """, """
                upstream apim-gateway-worker-web-socket-over-tls {
                    server 10.1.0.11:8099;  # gateway-worker-1
                """).endsWith("""

                server {
                    listen 9099;
                    server_name gw.example.com;

                    location / {
                        proxy_pass http://apim-gateway-worker-web-socket;
                        include apim/web-sockets.conf;
                    }
                }

                server {
                    listen 8099 ssl;
                    server_name gw.example.com;
                    ssl_certificate /etc/nginx/ssl/gw.example.com.crt;
                    ssl_certificate_key /etc/nginx/ssl/gw.example.com.key;
                    include apim/tls.conf;

                    location / {
                        proxy_pass https://apim-gateway-worker-web-socket-over-tls;
                        include apim/web-sockets.conf;
                    }
                }
                """);
        assertThat(files.text("nginx/apim/default.conf"))
                .contains("listen 9099 default_server;", "listen 8099 ssl default_server;");
        assertThat(files.text("nginx/apim/web-sockets.conf"))
                .contains("proxy_http_version 1.1;", "proxy_set_header Upgrade $http_upgrade;", "proxy_buffering off;");
    }

    @Test
    void webSocketsUnderAPathLoseItOnTheirWayToTheWorkersAndOtherPathsOfTheNameAreUnknown() throws IOException {
        CompanionFiles files = nginx(ThrottledDeployment.of(
                folder,
                "2.6.0",
                ThrottledDeployment.DESCRIPTOR
                        .replace(
                                "{ name: gw.example.com, http: 80, https: 443 }",
                                "{ name: apim.example.com, https: 443, path: /apis, websocket: 9099 }")
                        .replace(
                                "{ name: store.example.com, http: 80, https: 443 }",
                                "{ name: apim.example.com, https: 443, path: /store }")));

        assertThat(files.text(HOSTS + "gateway-worker.conf")).endsWith("""

                server {
                    listen 9099;
                    server_name apim.example.com;

                    location /apis/ {
                        rewrite ^/apis(/.*)$ $1 break;
                        proxy_pass http://apim-gateway-worker-web-socket;
                        include apim/web-sockets.conf;
                    }

                    location / {
                        return 404;
                    }
                }
                """);
    }

    @Test
    void nothingIsSaidOfWebSocketsWhereNoneAreServed() throws IOException {
        CompanionFiles files = nginx(ThrottledDeployment.of(folder, "2.6.0", ThrottledDeployment.DESCRIPTOR));

        assertThat(files.paths()).isNotEmpty().noneMatch(path -> path.contains("web-sockets"));
        assertThat(files.text(HOSTS + "gateway-worker.conf")).doesNotContain("9099", "8099", "web-socket");
    }

    @Test
    void apiCallsGoToTheWorkersInPlainHttpAndOverTlsWithoutAffinity() throws IOException {
        assertThat(CompanionFiles.of(SurroundedDeployment.in(folder)).text(HOSTS + "gateway-worker.conf"))
                .isEqualTo("""
                        # gateway-worker: gw.example.com

                        upstream apim-gateway-worker-https {
                            server 10.0.0.11:8243;  # gateway-worker-1
                            server 10.0.0.12:8253;  # gateway-worker-2
                            keepalive 16;
                        }

                        upstream apim-gateway-worker-http {
                            server 10.0.0.11:8280;  # gateway-worker-1
                            server 10.0.0.12:8290;  # gateway-worker-2
                            keepalive 16;
                        }

                        server {
                            listen 80;
                            server_name gw.example.com;

                            location / {
                                proxy_pass http://apim-gateway-worker-http;
                                include apim/proxy.conf;
                            }
                        }

                        server {
                            listen 443 ssl;
                            server_name gw.example.com;
                            ssl_certificate /etc/nginx/ssl/gw.example.com.crt;
                            ssl_certificate_key /etc/nginx/ssl/gw.example.com.key;
                            include apim/tls.conf;

                            location / {
                                proxy_pass https://apim-gateway-worker-https;
                                include apim/proxy.conf;
                            }
                        }
                        """);
    }

    @Test
    void whatOnlyOutsidersCallSpeaksModernTlsAndWhatNodesCallTheirOld() throws IOException {
        CompanionFiles signingOn = CompanionFiles.of(SurroundedDeployment.in(folder));
        CompanionFiles without = CompanionFiles.of(
                SurroundedDeployment.in(folder).with("single-sign-on: { identity-server: is-1 }\n", ""));

        for (String role : List.of("gateway-worker", "gateway-manager", "key-manager", "publisher", "store")) {
            assertThat(signingOn.text(HOSTS + role + ".conf")).contains("include apim/tls.conf;");
        }
        assertThat(signingOn.text(HOSTS + "identity-server.conf"))
                .contains("include apim/tls-outside.conf;")
                .doesNotContain("include apim/tls.conf;");
        for (String role : List.of("publisher", "store", "identity-server")) {
            assertThat(without.text(HOSTS + role + ".conf"))
                    .contains("include apim/tls-outside.conf;")
                    .doesNotContain("include apim/tls.conf;");
        }
        // the versions of a port are those of its first server: 443 has hosts that nodes call, 8443 has the store alone
        assertThat(without.text("nginx/apim/default.conf").split("server \\{")[2])
                .contains("443 ssl", "apim/tls.conf;");
        assertThat(without.text("nginx/apim/default.conf").split("server \\{")[3])
                .contains("8443 ssl", "apim/tls-outside.conf;");
        assertThat(signingOn.text("nginx/apim/tls-outside.conf"))
                .contains("ssl_protocols TLSv1.2 TLSv1.3;")
                .doesNotContain("SECLEVEL");
    }

    @Test
    void sessionsStickWhereSeveralNodesHaveThem() throws IOException {
        CompanionFiles files = CompanionFiles.of(SurroundedDeployment.in(folder));

        assertThat(files.text(HOSTS + "key-manager.conf")).contains("""
                upstream apim-key-manager-https {
                    ip_hash;
                    server 10.0.0.13:9443;  # key-manager-1
                    server 10.0.0.14:9443;  # key-manager-2
                """).doesNotContain("listen 80");
        assertThat(files.text(HOSTS + "publisher.conf")).doesNotContain("ip_hash");
    }

    @Test
    void aConsoleAnswersPlainHttpWithTheWayToHttps() throws IOException {
        CompanionFiles files = CompanionFiles.of(SurroundedDeployment.in(folder));

        assertThat(files.text(HOSTS + "publisher.conf")).contains("""
                server {
                    listen 80;
                    server_name pub.example.com;

                    return 301 https://pub.example.com$request_uri;
                }
                """);
        assertThat(files.text(HOSTS + "store.conf"))
                .contains("return 301 https://store.example.com:8443$request_uri;", "server 10.0.0.15:9445;");
    }

    @Test
    void otherNamesAreRefusedOnEveryPort() throws IOException {
        assertThat(CompanionFiles.of(SurroundedDeployment.in(folder)).text("nginx/apim/default.conf"))
                .isEqualTo("""
                        # Requests for other names than those of the virtual hosts.

                        server {
                            listen 80 default_server;
                            server_name _;
                            return 421;
                        }

                        server {
                            listen 443 ssl default_server;
                            server_name _;
                            ssl_certificate /etc/nginx/ssl/gw.example.com.crt;
                            ssl_certificate_key /etc/nginx/ssl/gw.example.com.key;
                            include apim/tls.conf;
                            return 421;
                        }

                        server {
                            listen 8443 ssl default_server;
                            server_name _;
                            ssl_certificate /etc/nginx/ssl/store.example.com.crt;
                            ssl_certificate_key /etc/nginx/ssl/store.example.com.key;
                            include apim/tls.conf;
                            return 421;
                        }
                        """);
    }

    @Test
    void withoutWorkersWhoeverServesApisIsBehindTheirName() throws IOException {
        CompanionFiles files = CompanionFiles.of(SurroundedDeployment.in(folder)
                .with("role: gateway-worker,", "role: gateway-manager,")
                .with("url: http://svn.internal/repos/gateway", "url: svn://svn.internal/repos/gateway"));

        assertThat(files.text(HOSTS + "gateway-worker.conf"))
                .contains("server 10.0.0.10:8243;  # gateway-manager", "server 10.0.0.11:8243;")
                .doesNotContain("9443");
        assertThat(files.text(HOSTS + "gateway-manager.conf")).contains("ip_hash;", "server 10.0.0.12:9453;");
    }

    @Test
    void aNameThatNobodyServesSaysSo() throws IOException {
        assertThat(CompanionFiles.of(SurroundedDeployment.in(folder)
                                .with("identity-server: { name: is.example.com", "all-in-one: { name: is.example.com"))
                        .text(HOSTS + "all-in-one.conf"))
                .contains("# No node of the deployment serves it.", "    return 503;")
                .doesNotContain("upstream", "proxy_pass");
    }

    @Test
    void aBalancerWithAnIpv6AddressListensThereToo() throws IOException {
        CompanionFiles files = CompanionFiles.of(SurroundedDeployment.in(folder)
                .with("address: 10.0.0.5", "address: fd00::5")
                .with("address: 10.0.0.13", "address: fd00::13"));

        assertThat(files.text(HOSTS + "key-manager.conf"))
                .contains("    listen 443 ssl;\n    listen [::]:443 ssl;\n", "server [fd00::13]:9443;");
        assertThat(files.text("nginx/hosts")).contains("\nfd00::5 gw.example.com", "\nfd00::13 km-1.internal\n");
        assertThat(files.paths()).contains("prerequisites/fd00__13/install.sh", "hosts/machines/fd00__13");
    }

    /** Thrift, clustering, JMX and whatever else is no HTTP. */
    @Test
    void noPortButThoseOfHttpIsBehindTheBalancer() throws IOException {
        CompanionFiles files = CompanionFiles.of(SurroundedDeployment.in(folder)
                .with("identity-server: { name: is.example.com", "bam: { name: bam.example.com"));

        assertThat(files.text(HOSTS + "bam.conf")).contains("server 10.0.0.16:9446;");
        assertThat(files.paths())
                .filteredOn(path -> path.startsWith(HOSTS))
                .allSatisfy(path -> assertThat(files.text(path)
                                .lines()
                                .filter(line -> line.startsWith("    server "))
                                .map(line -> line.replaceAll(".*:([0-9]+);.*", "$1")))
                        .allMatch(port -> port.matches("82[0-9]{2}|94[0-9]{2}")));
    }
}
