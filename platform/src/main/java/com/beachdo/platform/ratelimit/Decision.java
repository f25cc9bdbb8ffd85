package com.beachdo.platform.ratelimit;

/**
 * Whether a call may go on.
 *
 * @param remaining calls that may follow at once
 * @param resetSeconds until all calls of the policy are free again
 * @param retryAfterSeconds until a refused call may be tried again; 0 when allowed
 */
public record Decision(boolean allowed, int remaining, long resetSeconds, long retryAfterSeconds) {}
