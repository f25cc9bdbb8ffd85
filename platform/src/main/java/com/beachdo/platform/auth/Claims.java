package com.beachdo.platform.auth;

import com.beachdo.platform.rpc.CallContext;
import java.util.Set;

/**
 * What a verified access token says.
 *
 * @param expiresAt seconds since the epoch
 */
public record Claims(String subject, String sessionId, Set<String> roles, long expiresAt) {
    /** The context of a call that this token's holder makes. */
    public CallContext on(CallContext call) {
        return call.withSubject(subject, roles, sessionId);
    }
}
