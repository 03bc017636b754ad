package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Node;
import io.github.apim.product.Role;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A deployment with everything, in its variants: each fits together, or is refused by the rule that it breaks. */
class WholeDeploymentTest {

    private static final String CONF = "repository/conf/";
    private static final String DATASOURCES = CONF + "datasources/master-datasources.xml";
    private static final String REGISTRY = CONF + "registry.xml";
    private static final String USERS = CONF + "user-mgt.xml";
    private static final String API_MANAGER = CONF + "api-manager.xml";

    private static final Map<Role, String> TREES = Map.of(
            Role.IDENTITY_SERVER, SmallPack.IDENTITY_SERVER,
            Role.BAM, SmallPack.BAM,
            Role.MESSAGE_BROKER, SmallPack.BROKER);

    /** What people change, and what must go on fitting. */
    enum Variant {
        AS_IT_IS,
        WITHOUT_A_LOAD_BALANCER {
            @Override
            String of(String descriptor) {
                return without(descriptor, "load-balancer");
            }
        },
        ON_ONE_MACHINE {
            @Override
            String of(String descriptor) {
                return descriptor.replaceAll(
                        "host: [a-z0-9-]+\\.internal, +address: 10\\.0\\.0\\.\\d+", "host: 10.0.0.10");
            }
        },
        ON_ONE_MACHINE_WITHOUT_A_LOAD_BALANCER {
            @Override
            String of(String descriptor) {
                return WITHOUT_A_LOAD_BALANCER.of(ON_ONE_MACHINE.of(descriptor));
            }
        },
        TWO_PUBLISHERS_AND_STORES {
            @Override
            String of(String descriptor) {
                return descriptor
                        + "  publisher-2: { role: publisher, host: pub-2.internal, address: 10.0.0.25, offset: 11 }\n"
                        + "  store-2: { role: store, host: store-2.internal, address: 10.0.0.25, offset: 12 }\n";
            }
        },
        THRIFT_WITH_ONE_KEY_MANAGER {
            @Override
            String of(String descriptor) {
                return withoutNode(descriptor, "key-manager-2") + "key-validation: thrift\n";
            }
        },
        WITHOUT_SINGLE_SIGN_ON {
            @Override
            String of(String descriptor) {
                return withoutNode(without(descriptor, "single-sign-on"), "is-1")
                        .replaceAll("    identity-server: \\{.*\n", "");
            }
        },
        WITHOUT_STATISTICS {
            @Override
            String of(String descriptor) {
                return withoutNode(without(descriptor, "statistics"), "bam-1");
            }
        },
        WITHOUT_MESSAGING {
            @Override
            String of(String descriptor) {
                return withoutNode(without(descriptor, "messaging"), "mq-1");
            }
        },
        TWO_ENVIRONMENTS {
            @Override
            String of(String descriptor) {
                return descriptor
                                .replaceFirst(
                                        "gateway-worker: \\{",
                                        "outer: { role: gateway-worker, name: outer.example.com }\n"
                                                + "    inner: { role: gateway-worker,")
                                .replaceFirst("gateway-manager: \\{", "gateway-manager: { nodes: [ gateway-manager ],")
                        + "  second: { role: gateway-manager, host: gw-mgt-2.internal, address: 10.0.0.26, offset: 11 }\n"
                        + "gateway-environments:\n"
                        + "  - { name: In, gateways: [ gateway-manager, gateway-worker-1 ], virtual-host: inner }\n"
                        + "  - { name: Out, gateways: [ second, gateway-worker-2 ], virtual-host: outer }\n";
            }
        },
        A_MANAGER_THAT_STANDS_BY {
            @Override
            String of(String descriptor) {
                return descriptor + "  second: { role: gateway-manager, host: gw-mgt-2.internal, address: 10.0.0.26,"
                        + " stand-by: true }\n";
            }
        },
        ONE_PUBLIC_NAME_WITH_PATHS {
            @Override
            String of(String descriptor) {
                return descriptor
                        .replace("name: pub.example.com,", "name: apim.example.com, path: /publisher,")
                        .replace("name: store.example.com,", "name: apim.example.com, path: /apimanager/store,")
                        .replace("name: gw.example.com,", "name: apim.example.com, path: /apis,");
            }
        },
        GATEWAYS_WITH_THE_SHARED_DATABASE {
            @Override
            String of(String descriptor) {
                return descriptor + "gateway: { api-manager-database: shared }\n";
            }
        };

        String of(String descriptor) {
            return descriptor;
        }
    }

    /** What breaks a rule, and which. */
    enum Mistake {
        THRIFT_WITH_TWO_KEY_MANAGERS("M4") {
            @Override
            String of(String descriptor) {
                return descriptor + "key-validation: thrift\n";
            }
        },
        ONE_MACHINE_WITHOUT_OFFSETS("M38") {
            @Override
            String of(String descriptor) {
                return Variant.ON_ONE_MACHINE.of(descriptor).replaceAll(", offset: \\d+", "");
            }
        },
        TWO_GATEWAY_MANAGERS("M10") {
            @Override
            String of(String descriptor) {
                return descriptor + "  second: { role: gateway-manager, host: gw-2.internal, address: 10.0.0.26 }\n";
            }
        },
        NO_KEY_MANAGER("M2") {
            @Override
            String of(String descriptor) {
                return withoutNode(withoutNode(descriptor, "key-manager-1"), "key-manager-2")
                        .replaceAll("    key-manager: \\{.*\n", "");
            }
        },
        MEMBERS_IN_AMAZONS_NET_WITHOUT_AN_ADDRESS("M8") {
            @Override
            String of(String descriptor) {
                return descriptor.replaceAll("km-2.internal, +address: 10.0.0.14", "km-2.internal")
                        + "clustering: { scheme: aws, credentials: apim-aws }\n";
            }
        };

        private final String rule;

        Mistake(String rule) {
            this.rule = rule;
        }

        abstract String of(String descriptor);
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Variant.class)
    void everyAddressInAnyFileIsServedUnderThatName(Variant variant) throws IOException {
        TestDeployment deployment = deployment(variant.of(WholeDeployment.DESCRIPTOR));
        Map<String, NodeHome> homes = deployment.assemble();
        Deployment described = deployment.read().deployment();
        ServedAddresses served = new ServedAddresses(described, homes);

        assertThat(homes).hasSameSizeAs(described.nodes());
        List<String> unserved = new ArrayList<>();
        int named = 0;
        for (Node node : described.nodes()) {
            for (String text : changedTexts(homes.get(node.name()), node.role())) {
                for (String address : ServedAddresses.in(text)) {
                    named++;
                    if (!served.has(address)) {
                        unserved.add(node.name() + ": " + text);
                    }
                }
            }
        }
        assertThat(unserved).as(served.toString()).isEmpty();
        assertThat(named).isGreaterThan(5 * homes.size());
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void namesThatFilesUseForEachOtherResolve(Variant variant) throws IOException {
        Map<String, NodeHome> homes =
                deployment(variant.of(WholeDeployment.DESCRIPTOR)).assemble();
        homes.values().removeIf(home -> !home.has(REGISTRY));

        assertThat(homes.values()).isNotEmpty().allSatisfy(home -> {
            List<String> jndi = home.values(DATASOURCES, "//jndiConfig/name");
            assertThat(jndi).doesNotHaveDuplicates();
            assertThat(jndi).containsAll(home.values(REGISTRY, "/wso2registry/dbConfig/dataSource"));
            assertThat(jndi)
                    .containsAll(home.values(USERS, "/UserManager/Realm/Configuration/Property[@name='dataSource']"));
            assertThat(home.values(REGISTRY, "/wso2registry/dbConfig/@name"))
                    .containsAll(home.values(REGISTRY, "/wso2registry/remoteInstance/dbConfig"))
                    .containsAll(home.values(REGISTRY, "/wso2registry/currentDBConfig"));
            assertThat(home.values(REGISTRY, "/wso2registry/remoteInstance/id"))
                    .containsAll(home.values(REGISTRY, "/wso2registry/mount/instanceId"));
            if (home.has(API_MANAGER)) {
                assertThat(jndi).containsAll(home.values(API_MANAGER, "/APIManager/DataSourceName"));
            }
        });
        assertThat(distinct(homes, "//datasource[name='WSO2REG_DB']//url")).hasSize(1);
        assertThat(distinct(homes, "//datasource[name='WSO2UM_DB']//url")).hasSize(1);
        assertThat(distinct(homes, "//datasource[name='WSO2AM_STATS_DB']//url")).hasSizeLessThan(2);
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void publisherAndStoreAreKnownToTheIdentityServerAsTheySayTheyAre(Variant variant) throws IOException {
        Map<String, NodeHome> homes =
                deployment(variant.of(WholeDeployment.DESCRIPTOR)).assemble();

        for (String application : List.of("publisher", "store")) {
            NodeHome portal = homes.get(application + "-1");
            String file = "repository/deployment/server/jaggeryapps/" + application + "/site/conf/site.json";
            Map<?, ?> settings = (Map<?, ?>) LenientJson.read(portal, file).get("ssoConfiguration");
            NodeHome provider = homes.get("is-1");
            if (provider == null) {
                assertThat(settings.get("enabled")).isEqualTo("false");
                continue;
            }
            String issuer = (String) settings.get("issuer");
            String known = "//ServiceProvider[Issuer='" + issuer + "']/";
            String providers = CONF + "security/sso-idp-config.xml";
            assertThat(settings.get("enabled")).isEqualTo("true");
            assertThat(settings.get("identityProviderURL"))
                    .isEqualTo(provider.value(CONF + "identity.xml", "//SSOService/IdentityProviderURL"));
            assertThat(provider.value(providers, known + "AudiencesList/Audience"))
                    .isEqualTo(issuer);
            assertThat(provider.value(providers, known + "SignResponse"))
                    .isEqualTo(settings.get("responseSigningEnabled"));
            assertThat(provider.value(providers, known + "AssertionConsumerService"))
                    .endsWith("/" + application + "/jagg/jaggery_acs.jag");
            assertThat(provider.filePaths().stream()
                            .filter(path -> path.startsWith(CONF + "identity/service-providers/"))
                            .flatMap(path -> provider.values(path, "//InboundAuthKey").stream()))
                    .contains(issuer);
            assertThat(portal.has("repository/resources/security/wso2carbon.jks"))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Mistake.class)
    void aMistakeIsRefusedByItsRuleBeforeAnythingIsWritten(Mistake mistake) throws IOException {
        TestDeployment deployment = deployment(mistake.of(WholeDeployment.DESCRIPTOR));

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("[" + mistake.rule + "]");
        assertThat(deployment.output()).doesNotExist();
    }

    private TestDeployment deployment(String descriptor) throws IOException {
        return WholeDeployment.of(folder, TestPacks.SMALL, descriptor);
    }

    /** The values and lines of a home that its pack has not. */
    private static List<String> changedTexts(NodeHome home, Role role) throws IOException {
        List<String> changed = new ArrayList<>();
        Path tree = SmallPack.tree(TREES.getOrDefault(role, SmallPack.NAME));
        for (String path : home.filePaths()) {
            Path shipped = tree.resolve(path);
            boolean isShipped = Files.exists(shipped);
            if (isShipped && Arrays.equals(Files.readAllBytes(shipped), home.bytes(path))) {
                continue;
            }
            Set<String> known = new HashSet<>();
            if (path.endsWith(".xml")) {
                if (isShipped) {
                    known.addAll(NodeHome.valuesOf(shipped, "//text() | //@*"));
                }
                home.values(path, "//text() | //@*").stream()
                        .filter(value -> !known.contains(value))
                        .forEach(changed::add);
            } else if (path.endsWith(".json") || path.endsWith(".sh") || path.endsWith(".properties")) {
                if (isShipped) {
                    known.addAll(Files.readAllLines(shipped, StandardCharsets.ISO_8859_1));
                }
                home.text(path)
                        .lines()
                        .filter(line -> !line.startsWith("#") && !known.contains(line))
                        .forEach(changed::add);
            }
        }
        return changed;
    }

    private static Set<String> distinct(Map<String, NodeHome> homes, String xpath) {
        Set<String> values = new HashSet<>();
        homes.values().forEach(home -> values.addAll(home.values(DATASOURCES, xpath)));
        return values;
    }

    /** The descriptor without a key at its top and all that is below it. */
    private static String without(String descriptor, String key) {
        return descriptor.replaceFirst("(?m)^" + key + ":.*\\n(?: .*\\n)*", "");
    }

    private static String withoutNode(String descriptor, String node) {
        return descriptor.replaceFirst("(?m)^  " + node + ":.*\\n", "");
    }
}
