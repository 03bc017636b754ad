package io.github.apim.deployment;

import java.util.LinkedHashSet;
import java.util.Set;

/** All secrets of a deployment, for those who must keep them from showing. */
public final class Secrets {

    private Secrets() {}

    /** The passwords of all credentials, for the caller to add to. */
    public static Set<Secret> of(Deployment deployment) {
        Set<Secret> secrets = new LinkedHashSet<>();
        deployment.databases().allCredentials().forEach(user -> secrets.add(user.password()));
        deployment.admin().ifPresent(admin -> secrets.add(admin.password()));
        deployment.encryption().ifPresent(secrets::add);
        deployment.secureVault().flatMap(SecureVault::key).ifPresent(secrets::add);
        deployment.svn().flatMap(DeploymentSynchronizer.Svn::credentials).ifPresent(svn -> secrets.add(svn.password()));
        deployment.shipping().flatMap(Shipping::passphrase).ifPresent(secrets::add);
        deployment.statistics().flatMap(Statistics::credentials).ifPresent(bam -> secrets.add(bam.password()));
        deployment
                .statistics()
                .flatMap(Statistics::analytics)
                .flatMap(AnalyticsServer::credentials)
                .ifPresent(analytics -> secrets.add(analytics.password()));
        deployment
                .clustering()
                .ec2()
                .ifPresent(ec2 -> secrets.add(ec2.credentials().password()));
        deployment.images().flatMap(Images::credentials).ifPresent(registry -> secrets.add(registry.password()));
        deployment.userStore().ifPresent(store -> secrets.addAll(store.secrets()));
        for (KeyStores.Store store : deployment.keyStores().all()) {
            secrets.add(store.password());
            if (store instanceof KeyStores.Identity identity) {
                secrets.add(identity.keyPassword());
            }
        }
        return secrets;
    }
}
