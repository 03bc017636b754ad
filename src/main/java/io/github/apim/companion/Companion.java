package io.github.apim.companion;

import java.io.IOException;
import java.util.List;

/** One concern of what surrounds the nodes, such as the load balancer: the files that it takes. */
interface Companion {

    /** The files for this deployment, none if it does not concern it. The same deployment gives the same bytes. */
    List<CompanionFile> files(CompanionContext context) throws IOException;
}
