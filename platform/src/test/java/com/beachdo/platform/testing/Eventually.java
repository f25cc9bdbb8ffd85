package com.beachdo.platform.testing;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what is soon true. */
public final class Eventually {
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Eventually() {}

    /** Returns once the assertion holds; its last failure when time is up. */
    public static void within(long time, TimeUnit unit, Assertion assertion) {
        long deadline = System.nanoTime() + unit.toNanos(time);
        while (true) {
            try {
                assertion.check();
                return;
            } catch (AssertionError | RuntimeException notYet) {
                if (System.nanoTime() - deadline > 0) {
                    throw notYet;
                }
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
        }
    }

    /** What has to hold. */
    public interface Assertion {
        void check();
    }
}
