package io.github.apim.archive;

/**
 * Where the last block of a deflate stream begins and where it ends, in bits from the stream's start: what must be known
 * to go on with other blocks behind it.
 */
record DeflateShape(long lastBlock, long end) {}
