package io.github.apim.assembly;

import io.github.apim.deployment.ReadResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What is to be assembled, and where.
 *
 * @param descriptor     the deployment as it was read
 * @param userOverlays   the folder of the user's files, with {@code all/}, {@code <role>/} and {@code <node>/}
 * @param outputFolder   where the tarballs go
 * @param cacheDirectory where what is known about packs is remembered
 * @param timestamp      the time of all entries, if it is fixed
 * @param threads        how many threads may write
 */
public record AssemblyRequest(
        ReadResult descriptor,
        NodeSelection selection,
        Path userOverlays,
        Path outputFolder,
        Path cacheDirectory,
        Optional<Instant> timestamp,
        int threads) {}
