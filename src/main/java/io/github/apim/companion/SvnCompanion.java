package io.github.apim.companion;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.DeploymentSynchronizer.Svn;
import io.github.apim.edit.ShellFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The repository of the deployment synchronizer (matrix §2): a script that makes it, and how to serve it. */
final class SvnCompanion implements Companion {

    private static final String SCRIPT = "svn/create-repository.sh";

    @Override
    public List<CompanionFile> files(CompanionContext context) throws IOException {
        Optional<Svn> configured = context.deployment().svn();
        if (configured.isEmpty()) {
            return List.of();
        }
        Svn synchronizer = configured.get();
        List<CompanionFile> files = new ArrayList<>();
        files.add(new CompanionFile(
                SCRIPT, script(synchronizer, context.topology().wiring().synchronizedFolders()), true));
        if (synchronizer.scheme().equals("svn")) {
            files.add(CompanionFile.text("svn/svnserve.service", filled("svnserve.service", synchronizer)));
        } else {
            files.add(CompanionFile.text("svn/apache.conf", filled(apache(synchronizer), synchronizer)));
        }
        return files;
    }

    private static byte[] script(Svn synchronizer, List<String> folders) throws IOException {
        return ShellFile.parse(SCRIPT, Templates.text(SCRIPT).getBytes(StandardCharsets.UTF_8))
                .set("URL", synchronizer.url())
                .set("SCHEME", synchronizer.scheme())
                .set("REPOSITORY_PATH", synchronizer.path())
                .set(
                        "FOLDERS",
                        folders.stream().map(folder -> folder + "/-1234").collect(Collectors.joining(" ")))
                .set(
                        "SVN_USER",
                        synchronizer.credentials().map(Credentials::username).orElse(""))
                .bytes();
    }

    private static String apache(Svn synchronizer) {
        return synchronizer.credentials().isPresent() ? "apache.conf" : "apache-anonymous.conf";
    }

    private static String filled(String template, Svn synchronizer) throws IOException {
        String port =
                synchronizer.port().map(number -> " --listen-port " + number).orElse("");
        return Templates.text("svn/" + template)
                .replace("@PATH@", synchronizer.path())
                .replace("@LOCATION@", synchronizer.path().isEmpty() ? "/" : synchronizer.path())
                .replace("@URL@", synchronizer.url())
                .replace("@LISTEN_PORT@", port);
    }
}
