package io.github.apim.keys;

import java.nio.file.Path;
import java.time.Instant;

/**
 * What a user may choose when keys are made.
 *
 * @param directory         where the authority and the load balancer's certificates go
 * @param end               until when certificates of servers are valid
 * @param renew             whether certificates that are there are made anew, for the keys that they have
 * @param publicAuthorities whether a new trust store also gets the public authorities that this Java trusts
 * @param dryRun            whether it is only told what would be made
 */
public record KeyOptions(Path directory, Instant end, boolean renew, boolean publicAuthorities, boolean dryRun) {}
