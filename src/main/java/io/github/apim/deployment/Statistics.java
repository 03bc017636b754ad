package io.github.apim.deployment;

import java.util.Optional;

/**
 * Where statistics of the APIs' use go.
 *
 * @param bam         name of the BAM node
 * @param credentials BAM's administrator, where it is not the shipped one; BAM has users of its own (matrix §12)
 */
public record Statistics(String bam, Optional<Credentials> credentials) {}
