package io.github.apim.testing.readers;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.SplittableRandom;

/** A stream as a network may be one: a few bytes at a time, and it never knows whether more are coming. */
public final class SlowInputStream extends FilterInputStream {

    private final SplittableRandom random;
    private final int most;

    /** Hands out between one and this many bytes at a time, the same on every run with this seed. */
    public SlowInputStream(InputStream in, long seed, int most) {
        super(in);
        this.random = new SplittableRandom(seed);
        this.most = most;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return super.read(buffer, offset, Math.min(length, random.nextInt(1, most + 1)));
    }

    @Override
    public int available() {
        return 0;
    }

    @Override
    public long skip(long bytes) throws IOException {
        return super.skip(Math.min(bytes, random.nextInt(1, most + 1)));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
