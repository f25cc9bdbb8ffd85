package com.beachdo.identity;

/**
 * The codes that went to a phone within a day.
 *
 * @param sinceLastSeconds age of the newest
 * @param oldestLeavesSeconds until the oldest is a day old
 */
record OtpHistory(int sent, long sinceLastSeconds, long oldestLeavesSeconds) {
    private static final int PER_DAY = 5;

    /** Seconds until the next code may go out; 0 for now. */
    int waitSeconds() {
        if (sent == 0) {
            return 0;
        }
        if (sent >= PER_DAY) {
            return (int) Math.max(1, oldestLeavesSeconds);
        }
        return (int) Math.max(0, pauseAfter(sent) - sinceLastSeconds);
    }

    /** Seconds between this many codes and one more. */
    static int pauseAfter(int sent) {
        return switch (sent) {
            case 0 -> 0;
            case 1 -> 30;
            case 2 -> 60;
            default -> 120;
        };
    }
}
