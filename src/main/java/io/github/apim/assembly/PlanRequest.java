package io.github.apim.assembly;

import io.github.apim.deployment.ReadResult;
import java.nio.file.Path;

/**
 * What is to be planned.
 *
 * @param descriptor     the deployment as it was read
 * @param userOverlays   the folder of the user's files, with {@code all/}, {@code <role>/} and {@code <node>/}
 * @param cacheDirectory where what is known about packs is remembered
 * @param threads        how many threads may work
 */
public record PlanRequest(
        ReadResult descriptor, NodeSelection selection, Path userOverlays, Path cacheDirectory, int threads) {}
