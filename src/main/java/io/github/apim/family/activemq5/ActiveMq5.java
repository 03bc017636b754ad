package io.github.apim.family.activemq5;

import io.github.apim.family.carbon.FileRules;
import io.github.apim.family.spi.Family;
import io.github.apim.family.spi.HomeReading;
import io.github.apim.overlay.Overlay;
import io.github.apim.overlay.UserEditsOverlay;
import io.github.apim.overlay.UserFilesOverlay;
import io.github.apim.product.VersionFamily;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.Rule;
import java.util.List;

/** ActiveMQ 5, which is no Carbon server: nothing of theirs fits. */
public final class ActiveMq5 implements Family {

    private static final List<Overlay> OVERLAYS = List.of(
            new UserFilesOverlay(), new BrokerPortsOverlay(), new BrokerLauncherOverlay(), new UserEditsOverlay());

    private static final List<Rule<PlanContext>> RULES = List.of(FileRules.WELL_FORMED);

    @Override
    public VersionFamily id() {
        return VersionFamily.ACTIVEMQ_5;
    }

    @Override
    public List<Overlay> overlays() {
        return OVERLAYS;
    }

    @Override
    public List<Rule<PlanContext>> rules() {
        return RULES;
    }

    @Override
    public List<HomeReading> readings() {
        return List.of(new BrokerReading());
    }
}
