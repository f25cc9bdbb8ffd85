package com.beachdo.catalog.pictures;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.imageio.stream.ImageInputStreamImpl;

/** The bytes of a picture for a decoder, which gets no more of them once it took too much time or memory. */
final class BoundedInput extends ImageInputStreamImpl {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int READS_BETWEEN_CHECKS = 256;

    private final byte[] data;
    private final long maxCpuNanos;
    private final long maxAllocated;
    private int readsUntilCheck = READS_BETWEEN_CHECKS;

    /** To be read by the thread that makes it. */
    BoundedInput(byte[] data, Duration maxCpu, long maxAllocatedBytes) {
        this.data = data;
        this.maxCpuNanos = THREADS.getCurrentThreadCpuTime() + maxCpu.toNanos();
        this.maxAllocated = THREADS.getCurrentThreadAllocatedBytes() + maxAllocatedBytes;
    }

    @Override
    public int read() throws IOException {
        if (--readsUntilCheck == 0) {
            check();
        }
        bitOffset = 0;
        return streamPos < data.length ? data[(int) streamPos++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        check();
        bitOffset = 0;
        if (streamPos >= data.length) {
            return -1;
        }
        int count = (int) Math.min(length, data.length - streamPos);
        System.arraycopy(data, (int) streamPos, target, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return data.length;
    }

    private void check() throws IOException {
        readsUntilCheck = READS_BETWEEN_CHECKS;
        if (THREADS.getCurrentThreadCpuTime() > maxCpuNanos
                || THREADS.getCurrentThreadAllocatedBytes() > maxAllocated) {
            throw new ExhaustedException();
        }
    }

    /** The decoder used up what it was given. */
    static final class ExhaustedException extends IOException {
        private static final long serialVersionUID = 1;
    }
}
