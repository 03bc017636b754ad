package io.github.apim.family.activemq5;

import io.github.apim.family.carbon.ClassFile;
import io.github.apim.overlay.OverlayException;
import io.github.apim.product.Pack;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** The jars through which a Carbon server talks to ActiveMQ, from the broker's own pack (matrix §16). */
public final class BrokerClient {

    private static final String FOLDER = "lib";

    /** Until version 5.7 one jar was both broker and client. */
    private static final String OLD_CLIENT = "activemq-core";

    private static final List<String> OLD = List.of(OLD_CLIENT, "geronimo-j2ee-management", "geronimo-jms");
    private static final String NEW_CLIENT = "activemq-client";
    private static final List<String> NEW = List.of(
            "activemq-broker",
            NEW_CLIENT,
            "activemq-kahadb-store",
            "activeio-core",
            "geronimo-j2ee-management",
            "geronimo-jms",
            "geronimo-jta",
            "hawtbuf",
            "jakarta.jms-api",
            "slf4j-api");

    /** The interfaces of JMS, under the names that the versions ship them by. */
    private static final List<String> JMS = List.of("geronimo-jms", "jakarta.jms-api");

    private static final String ENTRY_CLASS = "org/apache/activemq/jndi/ActiveMQInitialContextFactory.class";

    private BrokerClient() {}

    /**
     * The jars by name.
     *
     * @param newest the newest Java that the gateways run on
     * @throws OverlayException if the pack lacks one without which nothing works
     */
    public static Map<String, byte[]> jars(Pack broker, OptionalInt newest, Consumer<String> warnings)
            throws IOException {
        boolean old = jar(broker, OLD_CLIENT).isPresent();
        String client = jar(broker, old ? OLD_CLIENT : NEW_CLIENT)
                .orElseThrow(() -> missing(broker, OLD_CLIENT + " or " + NEW_CLIENT));
        if (JMS.stream().allMatch(name -> jar(broker, name).isEmpty())) {
            throw missing(broker, String.join(" or ", JMS));
        }
        Map<String, byte[]> jars = new TreeMap<>();
        for (String name : old ? OLD : NEW) {
            Optional<String> path = jar(broker, name);
            if (path.isPresent()) {
                jars.put(path.get().substring(FOLDER.length() + 1), broker.read(path.get()));
            }
        }
        warnOfNewJava(broker, client, newest, warnings);
        return jars;
    }

    private static void warnOfNewJava(Pack broker, String client, OptionalInt newest, Consumer<String> warnings)
            throws IOException {
        int java = javaVersion(client, broker.read(client));
        if (newest.isPresent() && java > newest.getAsInt()) {
            warnings.accept("the client of " + broker.title() + " needs Java " + java
                    + ", but the gateway runs on Java " + newest.getAsInt()
                    + " at most, so its JMS transport will not work; take a pack of"
                    + " ActiveMQ 5.6.0 to 5.14.5 under packs.message-broker, or lay an older client over the gateways"
                    + " by libs");
        }
    }

    /** The path of the jar with this name, whatever its version: {@code activemq-client-5.14.5.jar}. */
    private static Optional<String> jar(Pack broker, String name) {
        Pattern path = Pattern.compile(FOLDER + "/" + Pattern.quote(name) + "[-_]\\d[^/]*\\.jar");
        return broker.under(FOLDER).filter(path.asMatchPredicate()).sorted().findFirst();
    }

    private static int javaVersion(String name, byte[] jar) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(ENTRY_CLASS)) {
                    return ClassFile.javaVersion(zip);
                }
            }
        } catch (ZipException problem) {
            throw new OverlayException(name + " is no jar: " + problem.getMessage(), problem);
        }
        throw new OverlayException(
                name + " does not hold " + ENTRY_CLASS + ", which the JMS transport names; take another version");
    }

    private static OverlayException missing(Pack broker, String jar) {
        return new OverlayException(broker.file() + " has no " + FOLDER + "/" + jar
                + "-<version>.jar, without which gateways cannot talk to the broker; take a pack of ActiveMQ 5.x as it"
                + " was downloaded");
    }
}
