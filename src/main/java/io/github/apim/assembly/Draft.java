package io.github.apim.assembly;

import io.github.apim.deployment.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * A plan of a deployment as it is, sound or not; keeps the packs open until it is closed.
 *
 * @param problems all that was found, errors among them
 */
public record Draft(Plan plan, List<Problem> problems) implements Closeable {

    public Draft {
        problems = List.copyOf(problems);
    }

    @Override
    public void close() throws IOException {
        plan.close();
    }
}
