package io.github.apim.descriptor;

import static io.github.apim.descriptor.DescriptorShape.byWord;
import static io.github.apim.descriptor.DescriptorShape.choice;
import static io.github.apim.descriptor.DescriptorShape.credentials;
import static io.github.apim.descriptor.DescriptorShape.file;
import static io.github.apim.descriptor.DescriptorShape.optional;
import static io.github.apim.descriptor.DescriptorShape.port;
import static io.github.apim.descriptor.DescriptorShape.standard;
import static io.github.apim.descriptor.DescriptorShape.struct;
import static io.github.apim.descriptor.DescriptorShape.text;

import io.github.apim.deployment.DeploymentSynchronizer.Type;
import io.github.apim.deployment.StandardPorts;
import io.github.apim.descriptor.Shape.Case;
import io.github.apim.descriptor.Shape.Items;
import io.github.apim.descriptor.Shape.Struct;
import io.github.apim.descriptor.Shape.Whole;
import java.util.List;
import java.util.Map;

/** The shape of {@code deployment-synchronizer}. */
final class SynchronizerShape {

    private static final String SVN = Type.SVN.key();
    private static final String SHARED_DIRECTORY = Type.SHARED_DIRECTORY.key();
    private static final String RSYNC = Type.RSYNC.key();
    private static final String DATABASE = Type.DATABASE.key();

    private SynchronizerShape() {}

    static Struct section() {
        Struct keys = struct(
                standard(
                        "type",
                        choice("a way", List.of(SVN, SHARED_DIRECTORY, RSYNC, DATABASE)),
                        SVN,
                        "Whether gateways commit and check out, share a directory, get copies, or fetch from the"
                                + " database."),
                optional("url", text(Formats.SVN_URL), "URL of the repository: http, https or svn."),
                optional("credentials", credentials(), "User name and password of the SVN user."),
                optional("client", new Items(file()), "The SVN client's jars: svnkit and trilead-ssh2."),
                optional("directory", text(Formats.REMOTE_PATH), "The directory that all gateways' machines mount."),
                optional("server", text(Formats.HOST), "The file server of the directory."),
                optional("user", text(Formats.LOGIN), "The login on the workers' machines."),
                optional("key", text(Formats.REMOTE_PATH), "The private key's file on the manager's machine."),
                standard("port", port(), Integer.toString(StandardPorts.SSH), "The SSH port of the workers' machines."),
                standard("interval", new Whole(1, 86_400), "60", "How many seconds lie between two copies."));
        return byWord(
                keys,
                "type",
                Map.of(
                        SVN,
                        new Case(List.of("url"), List.of("credentials", "client")),
                        SHARED_DIRECTORY,
                        new Case(List.of("directory"), List.of("server")),
                        RSYNC,
                        new Case(List.of(), List.of("user", "key", "port", "interval")),
                        DATABASE,
                        new Case(List.of(), List.of())));
    }
}
